/* A ballot somebody is filling in while another vote, or another text, has taken its place: it is not sent, and says why.
   (A vote that has closed meanwhile is refused by the house, in words and with the choice kept.) */

import { announce } from "./status.js";

const value = (form, name) => form.elements.namedItem(name)?.value ?? "";

/* The text that was read, by its hash, and the vote it is put in; what a form without them acts on never is another. */
const meant = (form) => value(form, "text_hash") && `${value(form, "vote_id")} ${value(form, "text_hash")}`;
const place = (form) => `${form.action} ${value(form, "seat_id")}`;

/* `element` is in use and keeps its place; `newer` is what would stand there. */
export function markStale(element, newer) {
  const current = new Map([...newer.querySelectorAll("form")].map((form) => [place(form), meant(form)]));
  for (const form of element.querySelectorAll("form")) {
    const now = current.get(place(form));
    if (!meant(form) || !now || now === meant(form) || "stale" in form.dataset) continue;
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
  const line = Object.assign(document.createElement("p"), { className: "error" });
  line.append(words, " ", button);
  return line;
}
