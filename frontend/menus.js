// Menus are <details class="menu">: they open without scripts; here they also close on escape and on a click elsewhere.
function closeOthers(root, kept) {
  for (const menu of root.querySelectorAll("details.menu[open]")) {
    if (menu !== kept) menu.open = false;
  }
}

export function closeMenus(root) {
  root.addEventListener("click", (event) => closeOthers(root, event.target.closest("details.menu")));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details.menu[open]");
    closeOthers(root, null);
    if (menu) menu.querySelector("summary").focus();
  });
}
