"use strict";
// Gradio offers no copy of an answer with a picture; this one copies its words.
(() => {
  const OWN = "copy-answer";

  function offer() {
    const label = document.querySelector("[data-copy-message]")?.dataset.copyMessage;
    const like = document.querySelector(`#chatbot .message-buttons-right button[title="${label}"]`);
    for (const row of document.querySelectorAll("#chatbot .message-buttons-left > div")) {
      const own = row.querySelector(`.${OWN}`);
      const copies = [...row.children].some((each) => each !== own && each.title === label);
      if (copies) own?.remove();
      if (copies || own || !like) continue;
      const button = like.cloneNode(true);
      button.classList.add(OWN);
      row.prepend(button);
    }
  }
  new MutationObserver(offer).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest(`.${OWN}`) : null;
    if (!button) return;
    const answer = button.closest(".message-buttons").previousElementSibling;
    const said = [...answer.querySelectorAll(".prose")].filter((each) => !each.closest(".thought-group"));
    const box = document.createElement("textarea");
    box.value = said.map((each) => each.innerText.trim()).join("\n\n");
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");  // works without https too
    box.remove();
    button.focus();
    if (!done) return;
    button.classList.add("done");
    window.setTimeout(() => button.classList.remove("done"), 1500);
  }, true);
})();
