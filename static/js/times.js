/* The same moment in the reader's own zone, named, beside the session's: `<span data-own-of="ISO" hidden>` is filled
   and shown. Nothing is added where the reader's clock shows the same as the session's words would in its zone. */

// Our English writes the day before the month, as the times beside these do.
const locale = { en: "en-GB" }[document.documentElement.lang] ?? (document.documentElement.lang || undefined);
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const format = (() => {
  // The digits are those the server writes in every language, so that one page counts in one script.
  const digits = { numberingSystem: "latn", timeZone: zone };
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", ...digits };
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    return new Intl.DateTimeFormat(undefined, options); // A tag this browser does not know must not cost the reader the time.
  }
})();

/* "Europe/Berlin" → "Berlin": the place a reader recognises. */
const place = zone.split("/").at(-1).replaceAll("_", " ");

function show(element) {
  const at = new Date(element.dataset.ownOf);
  if (Number.isNaN(at.getTime())) return;
  const said = document.body.dataset.saidOwn || "{time} ({zone})";
  element.textContent = said.replace("{time}", format.format(at)).replace("{zone}", place);
  element.hidden = element.dataset.zone === zone;
}

function showAll() {
  for (const element of document.querySelectorAll("[data-own-of][hidden]:empty")) show(element);
}

showAll();
// live.js rewrites parts of the page; what it brings is empty and hidden again.
new MutationObserver(showAll).observe(document.body, { childList: true, subtree: true });
