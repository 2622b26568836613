/* A fragment's new wording out of what this page has of it: parliament/live/edits.py says it, this makes it. */

/* `changes`: a string is new text; two numbers are where to copy from in `base`, and how much. */
export function edited(base, changes) {
  let text = "";
  for (let at = 0; at < changes.length; at += 1) {
    if (typeof changes[at] === "string") text += changes[at];
    else {
      text += base.slice(changes[at], changes[at] + changes[at + 1]);
      at += 1;
    }
  }
  return text;
}
