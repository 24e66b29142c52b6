"use strict";
// A question stands in the chat at once, and on top of it while its answer grows below.
(() => {
  const ANSWERING = "#question .stop-button";
  const TAB = "#tabs .tab-container[role=tablist] button";
  const RETRY = ["Retry", "重试"];  // what Gradio calls it
  const MARGIN = 12;
  let questions = 0;
  let following = false;
  let sent = null;

  function last(selector) {
    const found = document.querySelectorAll(selector);
    return found[found.length - 1];
  }

  // Room below a short answer, so that its question can stand on top.
  function place() {
    const box = document.querySelector("#chatbot .bubble-wrap");
    const rows = document.querySelector("#chatbot .message-wrap");
    const question = sent?.querySelector("p") ? sent : last("#chatbot .user-row");
    if (!box?.clientHeight || !rows || !question) return;
    const { top } = question.getBoundingClientRect();
    const long = rows.lastElementChild.getBoundingClientRect().bottom - top;
    const room = Math.max(0, Math.floor(box.clientHeight - long - 3 * MARGIN));
    rows.style.setProperty("--room", `${room}px`);
    if (!following) return;
    const away = top - box.getBoundingClientRect().top - MARGIN;
    if (Math.abs(away) > 1) box.scrollTo({ top: box.scrollTop + away });
  }

  new MutationObserver(() => {
    const rows = document.querySelectorAll("#chatbot .user-row").length;
    if (rows !== questions || document.querySelector(ANSWERING)) drop();
    following = rows > questions || (following && rows === questions);
    questions = rows;
    place();
  }).observe(document.documentElement, { childList: true, subtree: true });
  // Until the reader scrolls.
  for (const name of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    document.addEventListener(name, () => { following = false; }, { passive: true });
  }

  // Before the server has heard of it; its own message takes the place. What is asked again stands
  // there already, and is shown to be on its way below `row`.
  function show(question, row) {
    const home = document.querySelector("#chatbot .message-wrap")
      || document.querySelector("#chatbot .bubble-wrap");
    const working = document.querySelector("[data-working]")?.dataset.working;
    if (!(question.trim() || row) || !home || document.querySelector(ANSWERING)) return;
    drop();
    sent = document.createElement("div");
    sent.id = "sent";
    sent.setAttribute("aria-hidden", "true");
    const said = { textContent: question.trim() };
    if (said.textContent) sent.append(Object.assign(document.createElement("p"), said));
    const line = { className: "working", textContent: working };
    sent.append(Object.assign(document.createElement("span"), line));
    if (row) row.after(sent);
    else home.append(sent);
    following = !row;
    place();
    window.setTimeout(drop, 8000);
  }
  function drop() {
    if (sent) sent.remove();
    sent = null;
  }

  document.addEventListener("keydown", (event) => {
    const editing = document.querySelector("#chatbot .user-row:has(textarea:focus)");
    if (event.key === "Escape" && editing) {
      event.stopPropagation();
      [...editing.nextElementSibling.querySelectorAll("button")].pop().click();
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    const at = event.target instanceof Element ? event.target : null;
    const box = at?.closest("#question textarea");
    if (box) show(box.value);
    // A question that is edited is sent like a new one.
    const edited = at?.closest("#chatbot .user-row")?.nextElementSibling?.querySelector("button");
    if (edited) {
      event.preventDefault();
      edited.click();
    }
  }, true);
  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    const chip = at?.closest("#chips .chip");
    const asks = at?.closest("[data-ask]");
    const button = at?.closest("#chatbot .message-buttons button");
    const row = button?.closest(".message-buttons");
    const edited = row?.previousElementSibling?.querySelector(".user textarea");
    if (chip) show(chip.textContent);
    else if (asks) {
      document.querySelector(TAB).click();
      show(asks.dataset.ask);
    } else if (RETRY.includes(button?.ariaLabel)) show("", row);
    else if (edited && button === row.querySelector("button")) show("", row);
    else if (at?.closest("#question .submit-button")) {
      show(document.querySelector("#question textarea").value);
    }
  }, true);
})();
