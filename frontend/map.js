// A click on a node of a chain map brings what is known of it, without the page: one listener for hundreds of nodes.
import htmx from "htmx.org/dist/htmx.esm.js";

const OTHERWISE = ["ctrlKey", "metaKey", "shiftKey", "altKey"];

function opened(event) {
  const node = event.target.closest?.(".chain-node");
  if (!node || event.defaultPrevented || event.button || OTHERWISE.some((key) => event[key])) return;
  event.preventDefault();
  htmx.ajax("GET", node.getAttribute("href"), { source: node, target: "#node-panel" });
}

export function openNodes(root) {
  root.addEventListener("click", opened);
}
