// What every page may use; every page also works without it.
import "./foutoverzicht.js";

// The account menu closes by Escape and by a click elsewhere, as menus do.
for (const menu of document.querySelectorAll("details.accountmenu")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
