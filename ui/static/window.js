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

  // Focus goes where something has just opened, and back when Escape has closed it.
  function focusOn(selector, tries = 20) {
    const found = document.querySelector(selector);
    if (found && found.offsetParent) {
      found.focus();
      found.select?.();  // what is typed replaces what stood there
    }
    else if (tries) window.setTimeout(() => focusOn(selector, tries - 1), 50);
  }
  // Below a list of a narrow page stands what was chosen in it.
  const BELOW = {
    "#reply-items label": "#reply-case",
    "#alert-items label": "#alert-case",
    "#theme-items label": "#themes-row .sheet",
    "#item-reply": "#reply-case",
  };
  const narrow = () => window.innerWidth <= 720;
  function bringUp(selector, block, tries = 30) {
    window.setTimeout(() => {
      const waiting = document.querySelector('[data-testid="status-tracker"]:not(.hide)');
      if (waiting && tries) return bringUp(selector, block, tries - 1);
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const how = { block, behavior: still ? "auto" : "smooth" };
      document.querySelector(selector)?.scrollIntoView(how);
    }, 200);
  }
  const OPENERS = {
    "#delete-conversation": "#delete-no",
    "#rename-conversation": "#conversation-title :is(input, textarea)",
  };
  const CLOSERS = {
    "#delete-no": "#delete-conversation",
    "#rename-no": "#rename-conversation",
    "#verdict-no": "#question textarea",
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector('input[aria-expanded="true"]')) return;
    if (document.body.classList.contains("show-conversations")) {
      document.body.classList.remove("show-conversations");
      focusOn("#show-conversations");
      return;
    }
    for (const [closer, back] of Object.entries(CLOSERS)) {
      const button = document.querySelector(closer);
      if (!button || !button.offsetParent) continue;
      button.click();
      focusOn(back);
      return;
    }
  });

  // What Gradio's chat says wrongly to a screen reader: a nameless button inside a button, and a
  // label on an element without a role.
  function tidy() {
    for (const title of document.querySelectorAll('#chatbot .title[role="button"]')) {
      const arrow = title.querySelector("button");
      if (!arrow) continue;
      title.removeAttribute("role");
      title.removeAttribute("tabindex");
    }
    for (const arrow of document.querySelectorAll("#chatbot .thought-group .title button")) {
      const said = arrow.closest(".title").textContent.trim() || "…";
      if (arrow.getAttribute("aria-label") !== said) arrow.setAttribute("aria-label", said);
    }
    // One stop of the Tab key for a list, arrows inside of it: that is what one name means.
    for (const radio of document.querySelectorAll(".block[id] input[type=radio]")) {
      const name = radio.closest(".block").id;
      if (radio.name !== name) radio.name = name;
    }
    const send = document.querySelector("[data-send]")?.dataset.send;
    for (const button of document.querySelectorAll("#question .submit-button:not([aria-label])")) {
      if (send) button.setAttribute("aria-label", send);
    }
    const copy = document.querySelector("[data-copy-message]")?.dataset.copyMessage;
    for (const button of document.querySelectorAll('#chatbot button[aria-label="Copy message"]')) {
      if (!copy || button.ariaLabel === copy) continue;
      button.ariaLabel = copy;
      button.title = copy;
    }
    // A box of several choices says what no choice means.
    const all = document.querySelector("[data-all]")?.dataset.all;
    for (const box of document.querySelectorAll(".strip .wrap-inner input")) {
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
    childList: true, subtree: true, attributeFilter: ["aria-label", "name", "role"],
  });

  // Works without https too, where the clipboard of the browser does not.
  function copy(button) {
    const box = document.querySelector(button.dataset.copy);
    if (!box) return;
    box.select();
    const done = document.execCommand("copy");
    button.focus();
    if (!done) return;
    const label = button.textContent;
    if (label === button.dataset.copied) return;
    button.textContent = button.dataset.copied;
    window.setTimeout(() => { button.textContent = label; }, 1500);
  }

  document.addEventListener(
    "click",
    (event) => {
      const at = event.target instanceof Element ? event.target : null;
      if (!at) return;
      const asks = at.closest("[data-ask]");
      const item = at.closest('a[href*="#item-"]');
      const alert = at.closest('a[href*="#alert-"]');
      const again = at.closest('a[href*="#again-"]');
      if (asks) {
        event.preventDefault();
        send("ask", asks.dataset.ask);
        window.scrollTo({ top: 0 });
      } else if (item) {
        event.preventDefault();
        event.stopPropagation();
        send("item", decodeURIComponent(item.getAttribute("href").split("#item-")[1]));
      } else if (alert) {
        event.preventDefault();
        event.stopPropagation();
        send("alert", decodeURIComponent(alert.getAttribute("href").split("#alert-")[1]));
        window.scrollTo({ top: 0 });
        if (narrow()) bringUp("#alert-case", "start");
      } else if (at.closest("[data-plan]")) {
        send("plan", at.closest("[data-plan]").dataset.plan);
        bringUp("#plan-shown", "nearest");
      } else if (again) {
        event.preventDefault();
        event.stopPropagation();
        send("again", again.getAttribute("href").split("#again-")[1]);
      } else if (at.closest("[data-copy]")) {
        copy(at.closest("[data-copy]"));
      } else if (at.closest("[data-switch-theme]")) {
        switchTheme();
      } else if (at.closest("#show-conversations")) {
        document.body.classList.toggle("show-conversations");
      } else if (at.closest(Object.keys(OPENERS).join())) {
        focusOn(OPENERS[`#${at.closest("button").id}`]);
      } else if (at.closest("#conversations label")) {
        document.body.classList.remove("show-conversations");
      } else if (narrow()) {
        const list = Object.keys(BELOW).find((each) => at.closest(each));
        if (list) bringUp(BELOW[list], "start");
      }
    },
    true,
  );
})();
