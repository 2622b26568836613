/* The page's fragments: received in sequence, fetched when some were missed, morphed in place, held back while in use. */

import { parse } from "../trusted.js";
import { Idiomorph } from "../../vendor/idiomorph.esm.js";
import { showProgressAgain } from "./progress.js";
import { announce } from "./status.js";

const CONTROLS = "input, select, textarea, button, [contenteditable]";

/* A form somebody is busy with: the focus is in it, or it holds what is not what the server wrote. */
function isInUse(element) {
  const active = document.activeElement;
  if (active?.matches(CONTROLS) && element.contains(active)) return true;
  const typed = (input) => input.matches("[type=checkbox], [type=radio]") ? input.checked !== input.defaultChecked : input.value !== input.defaultValue;
  const chosen = (select) => [...select.options].some((option) => option.selected !== option.defaultSelected) && select.selectedIndex > 0;
  return [...element.querySelectorAll("input:not([type=hidden]), textarea")].some(typed) || [...element.querySelectorAll("select")].some(chosen);
}

export class Page {
  constructor(root, { url, seq, onFetch }) {
    Object.assign(this, { root, url, seq, onFetch });
    this.latest = seq; // the highest number heard of
    this.held = new Map(); // fragments that wait for a form to be put down
    this.fetching = null;
    this.again = false; // asked for while one was under way
    for (const event of ["focusout", "reset"]) document.addEventListener(event, () => setTimeout(() => this.release()));
  }

  /* `after` is the seq the change starts from, 0 for a whole page. From any other seq the change is not ours to apply. */
  receive({ after, seq, fragments }) {
    this.latest = Math.max(this.latest, seq);
    if (seq <= this.seq || this.fetching) return;
    if ("liveOwn" in this.root.dataset) { this.catchUp({ wait: 100 }); return; } // what one person sees is not sent to all
    if (after !== 0 && after !== this.seq) { this.catchUp(); return; }
    this.apply(seq, fragments);
    this.onFetch("live");
  }

  /* Everything again over HTTP, and once more if it is asked for meanwhile: what is under way may have been written before.
     Readers spread out so as not to arrive as a herd. */
  catchUp({ wait = Math.random() * 1000 } = {}) {
    this.again = this.fetching !== null;
    this.fetching ??= this.fetchAll(wait).finally(() => { this.fetching = null; });
    return this.fetching;
  }

  async fetchAll(wait) {
    if (wait) this.onFetch("catching-up");
    await new Promise((resume) => { setTimeout(resume, wait); });
    try {
      for (let tries = 0; tries < 3 && (tries === 0 || this.again || this.latest > this.seq); tries += 1) {
        this.again = false;
        const response = await fetch(this.url, { headers: { Accept: "application/json" }, cache: "no-cache", signal: AbortSignal.timeout(10000) });
        if (!response.ok) throw new Error(response.status);
        const { seq, fragments } = await response.json();
        if (seq >= this.seq) this.apply(seq, fragments);
      }
      this.onFetch("live");
    } catch {
      this.onFetch("offline");
    }
  }

  apply(seq, fragments) {
    this.seq = seq;
    this.latest = Math.max(this.latest, seq);
    this.root.dataset.liveSeq = seq;
    for (const [name, html] of Object.entries(fragments)) this.held.set(name, html);
    this.release();
  }

  release() {
    for (const [name, html] of this.held) {
      const element = document.querySelector(`[data-fragment="${CSS.escape(name)}"]`);
      if (element && isInUse(element)) {
        element.dataset.liveHeld = ""; // the style sheet may say that something newer waits
        continue;
      }
      this.held.delete(name);
      if (element) this.morph(element, name, html);
    }
  }

  /* A fragment is its element or what stands inside it; nodes, not text, are handed on, because of Trusted Types. */
  morph(element, name, html) {
    const { body } = parse(html);
    const whole = body.children.length === 1 && body.firstElementChild.dataset.fragment === name;
    delete element.dataset.liveHeld;
    const before = element.dataset.announce;
    Idiomorph.morph(element, whole ? body.firstElementChild : [...body.childNodes], { morphStyle: whole ? "outerHTML" : "innerHTML" });
    showProgressAgain();
    const now = document.querySelector(`[data-fragment="${CSS.escape(name)}"]`)?.dataset.announce;
    if (now && now !== before) announce(now);
  }
}
