// A grid of checkboxes: the arrow keys move, Home and End go to the ends of a row, space ticks (as in any form).
// One stop for the Tab key instead of one per cell. Without this script every cell is an ordinary checkbox.
for (const grid of document.querySelectorAll("[data-matrix]")) prepare(grid);

function prepare(grid) {
  const rows = [...grid.querySelectorAll("tbody tr")]
    .map((row) => [...row.cells].map((cell) => cell.querySelector('input[type="checkbox"]')))
    .filter((row) => row.some(Boolean));
  const boxes = rows.flat().filter(Boolean);
  if (!boxes.length) return;
  const place = new Map();
  rows.forEach((row, y) => row.forEach((box, x) => { if (box) place.set(box, { x, y }); }));

  const rove = (box) => {
    for (const other of boxes) other.tabIndex = other === box ? 0 : -1;
  };
  const go = (box) => {
    if (!box) return;
    rove(box);
    box.focus();
  };
  /** The nearest box from `from` in steps of (dx, dy); cells without a box are passed over. */
  const next = (from, dx, dy) => {
    for (let x = from.x + dx, y = from.y + dy; rows[y] && x >= 0 && x < rows[y].length; x += dx, y += dy) {
      if (rows[y][x]) return rows[y][x];
    }
    return null;
  };
  const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  grid.addEventListener("keydown", (event) => {
    const here = place.get(event.target);
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    let target = null;
    if (event.key in MOVES) target = next(here, ...MOVES[event.key]);
    else if (event.key === "Home") target = rows[here.y].find(Boolean);
    else if (event.key === "End") target = rows[here.y].findLast(Boolean);
    else return;
    event.preventDefault();
    go(target);
  });
  grid.addEventListener("focusin", (event) => { if (place.has(event.target)) rove(event.target); });
  grid.addEventListener("change", (event) => {
    const cell = event.target.closest("[data-voorstel]");
    if (cell) cell.dataset.gewijzigd = String(event.target.checked) === cell.dataset.voorstel ? "nee" : "ja";
  });
  rove(boxes[0]);
}
