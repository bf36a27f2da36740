// Pages with an outline: shows where the reader is, folds the outline on small screens, copies deep links.
// Without this script the outline is a list of ordinary links.
const NARROW = window.matchMedia("(max-width: 61.99rem)");

for (const outline of document.querySelectorAll("[data-boom]")) {
  fold(outline);
  follow(outline);
}
copyLinks(document.querySelector("[data-kopieer-melding]"));

/** Folded on small screens, where it would push the text away; open beside the text. */
function fold(outline) {
  const fit = () => { outline.open = !NARROW.matches; };
  NARROW.addEventListener("change", fit);
  fit();
  outline.addEventListener("click", (event) => {
    if (NARROW.matches && event.target.closest("a")) outline.open = false;
  });
}

/** Marks the link of the last heading above the upper third of the window. */
function follow(outline) {
  const links = new Map();
  for (const link of outline.querySelectorAll('a[href^="#"]')) links.set(link.hash.slice(1), link);
  const places = [...document.querySelectorAll("[data-plaats]")].filter((place) => links.has(place.dataset.plaats));
  let current = null;
  const mark = () => {
    const edge = window.innerHeight / 3;
    const passed = places.filter((place) => place.getBoundingClientRect().top <= edge);
    const link = links.get((passed.at(-1) ?? places[0])?.dataset.plaats);
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    current = link;
    if (!NARROW.matches) keepInView(outline, link);
  };
  let waiting = false;
  document.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  mark();
}

/** Scrolls the outline only, never the page. */
function keepInView(outline, link) {
  const frame = outline.getBoundingClientRect();
  const row = link.getBoundingClientRect();
  if (row.top < frame.top + 48) outline.scrollTop -= frame.top + 48 - row.top;
  else if (row.bottom > frame.bottom - 48) outline.scrollTop += row.bottom - frame.bottom + 48;
}

/** A deep link is an ordinary link; with this script its address also goes to the clipboard. */
function copyLinks(report) {
  if (!report || !navigator.clipboard) return;
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-kopieer]");
    if (!link) return;
    try {
      await navigator.clipboard.writeText(link.href);
      report.textContent = link.dataset.kopieer;
    } catch {
      // The browser refuses the clipboard: the link still brings its own address into the bar.
    }
  });
}
