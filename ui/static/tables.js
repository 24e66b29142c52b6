"use strict";
// A table that is wider than its place: on a phone each of its rows becomes a block (narrow.css),
// elsewhere it scrolls, and can then be reached by the Tab key.
(() => {
  const TABLES = "#chatbot .prose table";
  const narrow = window.matchMedia("(max-width: 720px)");
  let width = 0;

  function fit(table) {
    table.classList.remove("stack");
    const wide = table.scrollWidth > table.clientWidth + 1;
    const stacked = wide && narrow.matches;
    if (stacked) {
      const heads = [...table.querySelectorAll("thead th")].map((each) => each.textContent.trim());
      for (const row of table.querySelectorAll("tbody tr")) {
        [...row.cells].forEach((cell, place) => { cell.dataset.label = heads[place]; });
      }
    }
    table.classList.toggle("stack", stacked);
    reach(table, wide && !stacked);
  }
  function reach(box, wide) {
    if (wide) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }

  function look() {
    const turned = width !== window.innerWidth;
    width = window.innerWidth;
    for (const table of document.querySelectorAll(TABLES)) {
      if (!table.clientWidth || (!turned && table.dataset.fitted)) continue;
      table.dataset.fitted = "yes";
      fit(table);
    }
    for (const box of document.querySelectorAll("#tabs .scroll")) {
      if (box.clientWidth) reach(box, box.scrollWidth > box.clientWidth + 1);
    }
  }
  let due = 0;
  function soon() {
    window.cancelAnimationFrame(due);
    due = window.requestAnimationFrame(look);
  }
  new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true });
  window.addEventListener("resize", soon);
})();
