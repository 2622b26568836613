/* The row of changes this page stands in. It knows no page and no socket: numbers and wordings only, so that it can be tried
   with everything a network may do. Whatever does not follow from what it has is a gap, and a gap is asked about. */

import { edited } from "./edits.js";

const EARLY = 50; // changes kept that arrive before the answer to our own question

export class Chain {
  constructor() {
    this.early = null; // not null while a question is on its way
    this.forget();
  }

  forget() {
    this.id = "";
    this.at = 0;
    this.wordings = new Map(); // fragment → [the wording before the last, the last]
  }

  /* What to add to `follow`, so that the answer brings only what is missing. */
  asking() {
    this.early = [];
    return this.id ? { chain: this.id, after: this.at } : {};
  }

  failed() { this.early = null; }

  /* What an answer makes of the page: {from, seq, fragments, all, gap} to be shown, or null if it brings none. */
  answered({ chain, at, wordings, missed }) {
    const early = this.early ?? [];
    const from = this.at;
    this.early = null;
    const changed = new Set();
    if (wordings) this.begin(chain, at, wordings, changed);
    else if (missed && chain === this.id) missed.forEach((change) => this.take(change, changed));
    else this.forget();
    const gap = early.map((change) => this.take(change, changed)).includes("gap");
    return this.id ? { ...this.now(from, changed), gap } : null;
  }

  /* The same to be shown; null if there is nothing in it for us; "gap" if something is missing before it. */
  receive(change) {
    if (this.early) {
      if (this.early.length < EARLY) this.early.push(change);
      return null;
    }
    const from = this.at;
    const changed = new Set();
    const taken = this.take(change, changed);
    return taken === true ? this.now(from, changed) : taken;
  }

  take(change, changed) {
    if (change.after === 0) return this.beginWhole(change, changed);
    if (!this.id) return null; // until we are told both wordings we copy from none
    if (change.seq <= this.at) return null; // heard before
    return change.after === this.at && this.advance(change, changed) ? true : "gap";
  }

  begin(id, at, wordings, changed) {
    this.id = id;
    this.at = at;
    this.wordings = new Map(Object.entries(wordings).map(([name, [earlier, ...changes]]) => [name, [earlier, edited(earlier, changes)]]));
    for (const name of this.wordings.keys()) changed.add(name);
  }

  beginWhole({ seq, chain, fragments }, changed) {
    if (chain === this.id && seq <= this.at) return null; // the beginning of what we have the end of
    this.begin(chain, seq, Object.fromEntries(Object.entries(fragments).map(([name, html]) => [name, ["", html]])), changed);
    return true;
  }

  /* All of a change or nothing of it. A wording of another length than was said is not what was meant. */
  advance({ after, seq, fragments }, changed) {
    if (after !== this.at) return false;
    const next = Object.entries(fragments).map(([name, [length, ...changes]]) => {
      const [earlier, latest] = this.wordings.get(name) ?? ["", ""];
      return { name, length, wordings: [latest, edited(earlier + latest, changes)] };
    });
    if (next.some(({ length, wordings }) => wordings[1].length !== length)) {
      this.forget();
      return false;
    }
    for (const { name, wordings } of next) {
      this.wordings.set(name, wordings);
      changed.add(name);
    }
    this.at = seq;
    return true;
  }

  /* What changed after `from`; `all` for a page that shows something else than we had at `from`. */
  now(from, changed) {
    const latest = (names) => Object.fromEntries([...names].map((name) => [name, this.wordings.get(name)[1]]));
    return { from, seq: this.at, fragments: latest(changed), all: latest(this.wordings.keys()) };
  }
}
