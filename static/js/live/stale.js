/* A ballot somebody is filling in while its vote, or the text it is on, has changed: it is not sent, and says why. */

import { announce } from "./status.js";

/* The vote a form acts on and the hash of the text that was read: what it says must still be what the server says. */
function meant(form) {
  const text = form.elements.namedItem("text_hash");
  return text && `${form.action} ${text.value}`;
}

/* `element` is in use and keeps its place; `newer` is what would stand there. */
export function markStale(element, newer) {
  const current = new Set([...newer.querySelectorAll("form")].map(meant));
  for (const form of element.querySelectorAll("form")) {
    if (!meant(form) || current.has(meant(form)) || "stale" in form.dataset) continue;
    form.dataset.stale = "";
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    form.append(notice(form));
    announce(document.body.dataset.saidStale);
  }
}

/* Putting the form down lets what is newer in. */
function notice(form) {
  const said = document.body.dataset;
  const words = Object.assign(document.createElement("span"), { textContent: said.saidStale });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn plain small", textContent: said.saidNewer });
  button.addEventListener("click", () => {
    button.blur();
    form.reset();
  });
  const place = Object.assign(document.createElement("p"), { className: "error" });
  place.append(words, " ", button);
  return place;
}
