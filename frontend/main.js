// Pages work without this file; it makes them quick (htmx) and lets the keyboard walk through tables.
import htmx from "htmx.org/dist/htmx.esm.js";
import { walkRows } from "./rows.js";
import { submitOnChange } from "./controls.js";
import { closeMenus } from "./menus.js";
import { reachScrollers } from "./scrollers.js";
import { openNodes } from "./map.js";

window.htmx = htmx;
walkRows(document);
submitOnChange(document);
closeMenus(document);
reachScrollers(document);
openNodes(document);
document.documentElement.dataset.scripts = "on";
