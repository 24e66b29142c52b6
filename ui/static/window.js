"use strict";
// Runs before Gradio: language, theme, and the bridge from links inside HTML to Gradio's events.
(() => {
  const language = document.documentElement.lang === "zh" ? "zh-CN" : "en";
  Object.defineProperty(navigator, "language", { get: () => language });
  Object.defineProperty(navigator, "languages", { get: () => [language] });

  const address = new URL(window.location.href);
  const chosen = window.localStorage.getItem("hearken-theme");
  if (chosen && !address.searchParams.has("__theme")) {
    address.searchParams.set("__theme", chosen);
    window.history.replaceState(null, "", address);
  }

  function switchTheme() {
    const theme = document.body.classList.toggle("dark") ? "dark" : "light";
    window.localStorage.setItem("hearken-theme", theme);
    const here = new URL(window.location.href);
    here.searchParams.set("__theme", theme);
    window.history.replaceState(null, "", here);
  }

  // Gradio reads what is typed into a box, so a value is typed and its button pressed.
  function send(name, value) {
    const box = document.querySelector(`#${name}-value textarea`);
    const button = document.querySelector(`#${name}-go`);
    if (!box || !button) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, value);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    window.setTimeout(() => button.click(), 60);
  }

  // A long answer is read from its question on: the newest question stays on top until the
  // reader scrolls.
  let questions = 0;
  let following = false;
  new MutationObserver(() => {
    const rows = document.querySelectorAll("#chatbot .user-row");
    const box = document.querySelector("#chatbot .bubble-wrap");
    following = rows.length > questions || (following && rows.length === questions);
    questions = rows.length;
    if (!box || !rows.length || !following) return;
    const row = rows[rows.length - 1].getBoundingClientRect();
    const top = box.scrollTop + row.top - box.getBoundingClientRect().top - 12;
    if (Math.abs(top - box.scrollTop) > 1) box.scrollTo({ top });
  }).observe(document.documentElement, { childList: true, subtree: true });
  for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    document.addEventListener(name, () => { following = false; }, { passive: true });
  }

  // What Gradio's chat says wrongly to a screen reader: a nameless button inside a button, and a
  // label on an element without a role.
  function tidy() {
    for (const title of document.querySelectorAll('#chatbot .title[role="button"]')) {
      const arrow = title.querySelector("button");
      if (!arrow) continue;
      title.removeAttribute("role");
      title.removeAttribute("tabindex");
      if (!arrow.getAttribute("aria-label")) {
        arrow.setAttribute("aria-label", title.textContent.trim() || "…");
      }
    }
    // A box of several choices says what no choice means.
    const all = document.querySelector("[data-all]")?.dataset.all;
    for (const box of document.querySelectorAll(".filters .wrap-inner input")) {
      const chosen = box.closest(".wrap-inner").querySelector(".token");
      if (all && !box.readOnly && box.placeholder !== (chosen ? "" : all)) {
        box.placeholder = chosen ? "" : all;
      }
    }
    for (const said of document.querySelectorAll("#chatbot [data-testid][aria-label]:not([role])")) {
      said.setAttribute("role", "group");
    }
  }
  new MutationObserver(tidy).observe(document.documentElement, {
    childList: true, subtree: true, attributeFilter: ["aria-label", "role"],
  });

  document.addEventListener(
    "click",
    (event) => {
      const at = event.target instanceof Element ? event.target : null;
      if (!at) return;
      const asks = at.closest("[data-ask]");
      const item = at.closest('a[href*="#item-"]');
      const again = at.closest('a[href*="#again-"]');
      if (asks) {
        event.preventDefault();
        send("ask", asks.dataset.ask);
        window.scrollTo({ top: 0 });
      } else if (item) {
        event.preventDefault();
        event.stopPropagation();
        send("item", decodeURIComponent(item.getAttribute("href").split("#item-")[1]));
      } else if (again) {
        event.preventDefault();
        event.stopPropagation();
        send("again", again.getAttribute("href").split("#again-")[1]);
      } else if (at.closest("[data-switch-theme]")) {
        switchTheme();
      } else if (at.closest("#show-conversations")) {
        document.body.classList.toggle("show-conversations");
      } else if (at.closest("#conversations label")) {
        document.body.classList.remove("show-conversations");
      }
    },
    true,
  );
})();
