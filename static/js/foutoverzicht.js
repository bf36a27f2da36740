// The error summary gets the focus, so that a screen reader and the keyboard begin there.
const overzicht = document.querySelector("[data-foutoverzicht]");
if (overzicht) {
  if (!document.title.startsWith("Fout: ")) document.title = `Fout: ${document.title}`;
  overzicht.focus();
}
