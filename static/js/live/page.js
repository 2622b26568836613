/* The page's fragments: shown as they come, fetched over HTTP where no socket brings them, morphed in place, held back
   while somebody is busy in them. */

import { parse } from "../trusted.js";
import { Idiomorph } from "../../vendor/idiomorph.esm.js";
import { showProgressAgain } from "./progress.js";
import { markStale } from "./stale.js";
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
    this.tags = new Map(); // fragment → the server's mark of the wording fetched last
    this.apart = true; // what is shown did not come through the socket
    this.fetching = null;
    this.again = false; // asked for while one was under way
    for (const event of ["focusout", "reset"]) document.addEventListener(event, () => setTimeout(() => this.release()));
  }

  /* What the socket brought. What the page shows may be newer: then this is old news. It may also have come another way:
     then what did not change since `from` may still differ here, and everything is shown. */
  show({ from, seq, fragments, all }) {
    if (seq <= this.seq) return;
    const news = this.apart || from !== this.seq ? all : fragments;
    this.apart = false;
    for (const name of Object.keys(news)) this.tags.delete(name);
    this.apply(seq, news);
  }

  /* What changed, over HTTP, and once more if it is asked for meanwhile: what is under way may have been written before.
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
        await this.fetchOnce();
      }
      this.onFetch("live");
    } catch {
      this.onFetch("offline");
    }
  }

  /* The server leaves out what we name as ours already. */
  async fetchOnce() {
    const address = new URL(this.url, location.href);
    if (this.tags.size) address.searchParams.set("have", [...this.tags].map((pair) => pair.join(".")).join(","));
    const response = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-cache", signal: AbortSignal.timeout(10000) });
    if (!response.ok) throw new Error(response.status);
    const { seq, now, tags = {}, fragments } = await response.json();
    if (seq < this.seq) return;
    if (now) document.documentElement.dataset.now = now; // clock.js measures from it
    this.tags = new Map(Object.entries(tags));
    this.apart = true;
    this.apply(seq, fragments);
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
        markStale(element, parse(html).body);
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
