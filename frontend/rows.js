// Rows marked data-row can be walked with up, down, home and end; enter opens the row's first link,
// left and right close and open a row that has data-fold (a <details> or a button inside it).
const ROW = "[data-row]";

function rowsOf(table) {
  return [...table.querySelectorAll(ROW)].filter((row) => row.offsetParent !== null);
}

function target(rows, index, key) {
  if (key === "ArrowDown") return rows[index + 1];
  if (key === "ArrowUp") return rows[index - 1];
  if (key === "Home") return rows[0];
  if (key === "End") return rows[rows.length - 1];
  return undefined;
}

function isTyping(element) {
  return element.closest("input, select, textarea, [contenteditable]") !== null;
}

function setFold(row, open) {
  const fold = row.querySelector("[data-fold]");
  if (fold && (fold.getAttribute("aria-expanded") === "true") !== open) fold.click();
}

function onKey(event) {
  const table = event.target.closest("[data-rows]");
  const row = event.target.closest(ROW);
  if (!table || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = rowsOf(table);
  const next = target(rows, row ? rows.indexOf(row) : -1, event.key);
  if (next) {
    event.preventDefault();
    focusRow(table, next);
  } else if (row && event.target === row && event.key === "Enter") {
    const link = row.querySelector("a[href]");
    if (link) link.click();
  } else if (row && event.target === row && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
    setFold(row, event.key === "ArrowRight");
  }
}

function focusRow(table, row) {
  for (const other of table.querySelectorAll(`${ROW}[tabindex="0"]`)) other.tabIndex = -1;
  row.tabIndex = 0;
  row.focus();
}

function prepare(root) {
  for (const table of root.querySelectorAll("[data-rows]")) {
    const rows = table.querySelectorAll(ROW);
    rows.forEach((row, index) => {
      if (!row.hasAttribute("tabindex")) row.tabIndex = index === 0 ? 0 : -1;
    });
  }
}

export function walkRows(root) {
  prepare(root);
  root.addEventListener("keydown", onKey);
  root.addEventListener("htmx:afterSettle", () => prepare(root));
}
