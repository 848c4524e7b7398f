// A frame that scrolls sideways and holds nothing to step onto becomes a step itself, so that arrow keys can move it.
const FRAMES = ".table-frame, .chart-frame, .months, .tabs";
const STEPS = "a[href], button, input, select, textarea, summary, [tabindex]";

function reach(root) {
  for (const frame of root.querySelectorAll(FRAMES)) {
    const isScrolling = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
    if (isScrolling && !frame.hasAttribute("tabindex") && !frame.querySelector(STEPS)) frame.tabIndex = 0;
  }
}

export function reachScrollers(root) {
  reach(root);
  root.addEventListener("htmx:afterSettle", () => reach(root));
  root.addEventListener("toggle", () => reach(root), true);
}
