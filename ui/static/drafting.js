"use strict";
// A reply is checked anew when its writer pauses, or leaves the box for anything but a step.
(() => {
  const PAUSE = 800;
  let timer = 0;

  function check() {
    window.clearTimeout(timer);
    timer = 0;
    document.querySelector("#reply-check")?.click();
  }
  const written = (event) => event.target instanceof Element && event.target.closest("#reply-body");
  document.addEventListener("input", (event) => {
    if (!written(event)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(check, PAUSE);
  });
  document.addEventListener("focusout", (event) => {
    if (!timer || !written(event)) return;
    if (event.relatedTarget?.closest("#reply-case button")) window.clearTimeout(timer);
    else check();
  });
})();
