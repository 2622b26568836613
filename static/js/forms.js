/* Forms that lose nothing: text typed into `form[data-keep]` stays in this tab until a page says it was accepted
   (`[data-accepted]`); a form is sent once however often its button is pressed; a button may name the choice it casts. */

const PREFIX = "kept:";
const SENT = "sent:";
const said = document.body.dataset;
const announce = (text) => { const place = document.getElementById("announcements"); if (place) place.textContent = text ?? ""; };

/* Storage may be full or forbidden: then typing works as it does without script. */
function stored(act) {
  try { return act(sessionStorage); } catch { return null; }
}

const keyOf = (form) => PREFIX + form.dataset.keep;
const keepable = (form) => [...form.elements].filter((input) => input.name && input.matches("textarea, input[type=text], input[type=search], input[type=email], input[type=url]"));

function forgetAccepted() {
  if (!document.querySelector("[data-accepted]")) return;
  stored((store) => {
    for (const key of Object.keys(store).filter((name) => name.startsWith(SENT))) {
      store.removeItem(PREFIX + key.slice(SENT.length));
      store.removeItem(key);
    }
  });
}

function keep(form) {
  const values = Object.fromEntries(keepable(form).filter((input) => input.value !== input.defaultValue).map((input) => [input.name, input.value]));
  stored((store) => Object.keys(values).length ? store.setItem(keyOf(form), JSON.stringify(values)) : store.removeItem(keyOf(form)));
}

function offerDiscard(form) {
  const note = Object.assign(document.createElement("p"), { className: "kept" });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn plain small", textContent: said.saidDiscard });
  button.addEventListener("click", () => {
    for (const input of keepable(form)) input.value = input.defaultValue;
    stored((store) => store.removeItem(keyOf(form)));
    note.remove();
  });
  note.append(Object.assign(document.createElement("span"), { textContent: said.saidKept }), button);
  form.prepend(note);
}

function restore(form) {
  if (document.querySelector("[data-refused]")) return; // The server has just sent back what was typed.
  const values = stored((store) => JSON.parse(store.getItem(keyOf(form)) ?? "null"));
  if (!values) return;
  const changed = keepable(form).filter((input) => Object.hasOwn(values, input.name) && input.value !== values[input.name]);
  for (const input of changed) input.value = values[input.name];
  if (changed.length) offerDiscard(form);
}

function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.dataset.sending) return event.preventDefault();
  if (form.dataset.keep) stored((store) => store.setItem(SENT + form.dataset.keep, "yes"));
  form.dataset.sending = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  announce(said.saidSending);
  setTimeout(release, 15000, form); // A lost answer must not leave a dead button; sending again is harmless by design.
}

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
}

function nameChoice(input) {
  const button = input.form?.querySelector(`button[data-follows="${CSS.escape(input.name)}"]`);
  const words = button?.getAttribute(`data-says-${input.value}`);
  if (words) button.textContent = words;
}

forgetAccepted();
document.querySelectorAll("form[data-keep]").forEach(restore);
document.querySelectorAll("input[type=radio]:checked").forEach(nameChoice);
document.addEventListener("input", (event) => { if (event.target.form?.dataset.keep) keep(event.target.form); });
document.addEventListener("change", (event) => { if (event.target.matches("input[type=radio]")) nameChoice(event.target); });
document.addEventListener("submit", sendOnce);
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
