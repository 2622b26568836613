/* Rows of paragraphs moved about at once, where without script each press asks the server. It is the same form either
   way: the rows keep their names, and the server puts them in order again when they arrive. */

const root = document.querySelector("[data-drafting]");
const said = root?.dataset ?? {};
const part = (section) => root.querySelector(`[data-section="${section}"] .rows`);
const rowsOf = (list) => [...list.children];
const field = (row, name) => row.querySelector(`select[name^="${name}-"]`);
const depthOf = (row) => Number(field(row, "depth").value);
const filled = (template, row) => template.replace("{number}", row?.querySelector("[data-label]").textContent ?? "");
const announce = (template, row) => {
  const place = document.getElementById("announcements");
  if (place && template) place.textContent = filled(template, row);
};

/* The paragraph with all that hangs under it. */
function block(row) {
  const found = [row];
  for (let next = row.nextElementSibling; next && depthOf(next) > depthOf(row); next = next.nextElementSibling) found.push(next);
  return found;
}

function above(row) {
  let other = row.previousElementSibling;
  while (other && depthOf(other) > depthOf(row)) other = other.previousElementSibling;
  return other && depthOf(other) === depthOf(row) ? other : null;
}

function below(row) {
  const next = block(row).at(-1).nextElementSibling;
  return next && depthOf(next) === depthOf(row) ? next : null;
}

const DEEPEST = 3;
const mayDeepen = (row) => row.previousElementSibling && depthOf(row.previousElementSibling) >= depthOf(row)
  && Math.max(...block(row).map(depthOf)) < DEEPEST;

function shift(row, by) {
  for (const each of block(row)) field(each, "depth").value = String(depthOf(each) + by);
}

function roman(count) {
  const signs = [[100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
  return signs.reduce((found, [value, sign]) => { while (count >= value) { found += sign; count -= value; } return found; }, "");
}

function letters(count) {
  let found = "";
  for (; count > 0; count = Math.floor((count - 1) / 26)) found = String.fromCharCode(97 + ((count - 1) % 26)) + found;
  return found;
}

/* As texts/labels.py numbers them. */
const MARKS = [String, (count) => ` (${letters(count)})`, (count) => ` (${roman(count)})`, (count) => ` (${count})`];
const FRAMES = { preamble: (number) => `PP${number}`, operative: (number) => number, annex: (number) => `Annex ${number}` };

function number() {
  let at = 0;
  for (const { dataset: { section } } of root.querySelectorAll("[data-section]")) {
    let counts = [];
    for (const row of rowsOf(part(section))) {
      const depth = Math.min(depthOf(row), counts.length);
      field(row, "depth").value = String(depth);
      counts = counts.slice(0, depth + 1);
      counts[depth] = (counts[depth] ?? 0) + 1;
      const label = FRAMES[section](counts.map((count, level) => MARKS[level](count)).join(""));
      for (const place of row.querySelectorAll("[data-label]")) place.textContent = label;
      row.className = `draft-row depth-${depth} in-${section}`;
      at += 1;
      for (const button of row.querySelectorAll("button[name=do]")) button.value = button.value.replace(/\d+$/, String(at));
    }
  }
  for (const row of root.querySelectorAll(".draft-row")) {
    row.querySelector('[value^="up-"]').disabled = !above(row);
    row.querySelector('[value^="down-"]').disabled = !below(row);
    row.querySelector('[value^="deeper-"]').disabled = !mayDeepen(row);
    row.querySelector('[value^="higher-"]').disabled = !depthOf(row);
  }
}

function nextKey() {
  const keys = [...root.querySelectorAll(".rows > [data-row^='+']")].map((row) => Number(row.dataset.row.slice(1)));
  return `+${Math.max(0, ...keys) + 1}`;
}

function blank(section, depth, key = nextKey()) {
  const row = root.querySelector("template").content.firstElementChild.cloneNode(true);
  row.dataset.row = key;
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const name of ["id", "name", "for", "value"]) {
      const value = element.getAttribute(name);
      if (value?.endsWith("NEW")) element.setAttribute(name, value.slice(0, -3) + key);
    }
  }
  field(row, "section").value = section;
  field(row, "depth").value = String(depth);
  return row;
}

const DEEDS = {
  up(row) {
    above(row)?.before(...block(row));
    return [row, said.saidUp];
  },
  down(row) {
    const next = below(row);
    if (next) block(next).at(-1).after(...block(row));
    return [row, said.saidDown];
  },
  deeper(row) {
    if (mayDeepen(row)) shift(row, 1);
    return [row, said.saidDeeper];
  },
  higher(row) {
    if (depthOf(row)) shift(row, -1);
    return [row, said.saidHigher];
  },
  remove(row) {
    const under = block(row).slice(1);
    const next = row.nextElementSibling ?? row.previousElementSibling;
    offerBack(row, under);
    for (const each of under) field(each, "depth").value = String(depthOf(each) - 1);
    row.remove();
    return [next, ""];
  },
  add(row) {
    const added = blank(field(row, "section").value, depthOf(row));
    block(row).at(-1).after(added);
    return [added, said.saidAdded];
  },
};

/* Who takes a paragraph away by a slip of the finger has its words back until the next one goes. */
const undo = root?.querySelector(".draft-undo");

function offerBack(row, under) {
  const [list, next, words] = [row.parentElement, row.nextElementSibling, filled(said.saidRemoved, row)];
  undo.firstElementChild.textContent = words;
  undo.lastElementChild.onclick = () => {
    if (next?.parentElement === list) next.before(row); else list.append(row);
    for (const each of under) if (each.isConnected) field(each, "depth").value = String(depthOf(each) + 1);
    undo.hidden = true;
    number();
    announce(said.saidBack, row);
    row.querySelector("textarea").focus();
  };
  undo.hidden = !row.querySelector("textarea").value.trim();
  announce(words);
}

function press(event) {
  const button = event.target.closest("button[name=do]");
  const row = button?.closest("[data-row]");
  const [verb, where] = (button?.value ?? "").split("-");
  if (!row && !(verb === "add" && part(where))) return;
  event.preventDefault();
  const [landed, words] = row ? DEEDS[verb](row) : [addTo(where), said.saidAdded];
  number();
  announce(words, landed);
  focus(landed, verb, button);
}

/* As word processors have it for outlines. Where the page runs from right to left, deeper is to the left. */
function keyed(event) {
  const row = event.target.closest?.("[data-row]");
  const verb = row && !event.metaKey && !event.isComposing ? verbOf(event) : undefined;
  if (!verb) return;
  event.preventDefault();
  const button = row.querySelector(`button[value^="${verb}-"]`);
  if (button.disabled) return announce(said.saidStays, row);
  const { target } = event;
  const caret = target.matches("textarea") ? [target.selectionStart, target.selectionEnd] : null;
  const [landed, words] = DEEDS[verb](row);
  number();
  announce(words, landed);
  if (verb === "add" || verb === "remove") return landed?.querySelector("textarea").focus();
  target.focus();
  if (caret) target.setSelectionRange(...caret);
}

function verbOf(event) {
  if (event.ctrlKey) return event.key === "Enter" && !event.altKey ? "add" : undefined;
  if (!event.altKey || !event.shiftKey) return undefined;
  const [deeper, higher] = document.documentElement.dir === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  return { ArrowUp: "up", ArrowDown: "down", [deeper]: "deeper", [higher]: "higher", Delete: "remove" }[event.key];
}

function addTo(section, key) {
  const row = blank(section, 0, key);
  part(section).append(row);
  return row;
}

/* Who moves a paragraph by keyboard goes on pressing; who adds one goes on writing. */
function focus(row, verb, button) {
  if (["up", "down", "deeper", "higher"].includes(verb) && !button.disabled) return button.focus();
  row?.querySelector("textarea").focus();
}

function change(event) {
  const row = event.target.closest("[data-row]");
  if (row && event.target.name?.startsWith("section-") && part(event.target.value)) {
    const moved = block(row);
    for (const each of moved) field(each, "section").value = event.target.value;
    const list = part(event.target.value);
    list.closest("section").hidden = false;
    if (event.target.value === "preamble") list.append(...moved); else list.prepend(...moved);
    field(row, "depth").value = "0";
    event.target.focus();
  }
  if (row) number();
}

/* forms.js keeps what was typed in this tab; a paragraph that the page did not come with needs its row to come back to. */
function recover(form) {
  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(`kept:${form.dataset.keep}`)); } catch { /* Storage may be forbidden. */ }
  for (const [name, words] of Object.entries(kept ?? {})) {
    if (/^text-\+\d+$/.test(name) && !form.elements.namedItem(name)) addTo("operative", name.slice(5)).querySelector("textarea").value = words;
  }
  number();
}

if (root) {
  if (!document.querySelector("[data-refused]")) recover(root.closest("form"));
  root.addEventListener("click", press);
  root.addEventListener("change", change);
  root.addEventListener("keydown", keyed);
  root.querySelector(".draft-keys").hidden = false;
}
