/* Rows of paragraphs moved about at once, where without script each press asks the server. It is the same form either
   way: the rows keep their names, and the server puts them in order again when they arrive. */

const root = document.querySelector("[data-drafting]");
const said = root?.dataset ?? {};
const part = (section) => root.querySelector(`[data-section="${section}"] .rows`);
const rowsOf = (list) => [...list.children];
const field = (row, name) => row.querySelector(`select[name^="${name}-"]`);
const depthOf = (row) => Number(field(row, "depth").value);
const announce = (template, row) => {
  const place = document.getElementById("announcements");
  if (place && template) place.textContent = template.replace("{number}", row?.querySelector("[data-label]").textContent ?? "");
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
  }
}

function blank(section, depth) {
  const keys = [...root.querySelectorAll(".rows > [data-row^='+']")].map((row) => Number(row.dataset.row.slice(1)));
  const key = `+${Math.max(0, ...keys) + 1}`;
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
  remove(row) {
    for (const under of block(row).slice(1)) field(under, "depth").value = String(depthOf(under) - 1);
    announce(said.saidRemoved, row);
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    return [next, ""];
  },
  add(row) {
    const added = blank(field(row, "section").value, depthOf(row));
    block(row).at(-1).after(added);
    return [added, said.saidAdded];
  },
};

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

function addTo(section) {
  const row = blank(section, 0);
  part(section).append(row);
  return row;
}

/* Who moves a paragraph by keyboard goes on pressing; who adds one goes on writing. */
function focus(row, verb, button) {
  if ((verb === "up" || verb === "down") && !button.disabled) return button.focus();
  row?.querySelector("textarea").focus();
}

function change(event) {
  const row = event.target.closest("[data-row]");
  if (row && event.target.name?.startsWith("section-") && part(event.target.value)) {
    const moved = block(row);
    for (const each of moved) field(each, "section").value = event.target.value;
    const list = part(event.target.value);
    if (event.target.value === "preamble") list.append(...moved); else list.prepend(...moved);
    field(row, "depth").value = "0";
    event.target.focus();
  }
  if (row) number();
}

if (root) {
  root.addEventListener("click", press);
  root.addEventListener("change", change);
}
