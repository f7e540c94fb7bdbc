"use strict";
// Panels close up under each other; without script they stand in rows.
(() => {
  const panels = document.querySelector(".panels");
  if (!panels) return;
  const close = () => {
    panels.classList.remove("closed-up");
    const all = [...panels.children];
    const gap = parseFloat(getComputedStyle(panels).columnGap);
    const heights = all.map(panel => Math.ceil(panel.getBoundingClientRect().height + gap));
    all.forEach((panel, at) => { panel.style.gridRowEnd = `span ${heights[at]}`; });
    panels.classList.add("closed-up");
  };
  close();
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; close(); } });
})();
