/* Five hundred pages on a bad network, against what two processes really sent: each page shows at every moment exactly what the
   house showed at the number it claims, and at the end all of them show the last. Reads {seed, pages, fresh, workers} from
   standard input, writes {wrong, behind, told} to standard output; `carefree` takes the safeguards out. */

import { Chain } from "../../static/js/live/chain.js";

const KEPT = 64; // as in parliament/live/shown.py
const input = JSON.parse(await new Response(process.stdin).text());
const { seed, pages, fresh, workers, carefree } = input;

function chanceFrom(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/* A page that applies whatever comes and asks for nothing: what this test must find out. */
class Carefree extends Chain {
  take(change, changed) {
    if (change.after === 0) return this.beginWhole(change, changed);
    return this.advance({ ...change, after: this.at }, changed) || null;
  }
}

class Reader {
  constructor(random) {
    this.random = random;
    this.chain = carefree ? new Carefree() : new Chain();
    this.inbox = []; // frames on their way: {due, frame} or {due, answer}
    this.load(0);
  }

  load(step) {
    this.chain.forget();
    this.chain.failed();
    this.inbox = [];
    this.shown = { seq: fresh[step].seq, fragments: { ...fresh[step].fragments } };
    this.worker = workers[Math.floor(this.random() * workers.length)];
    this.asleep = 0;
    this.follow(step);
  }

  follow(step) {
    const { chain = "", after = 0 } = this.chain.asking();
    this.inbox.push({ due: step + Math.floor(this.random() * 3), answer: asked(this.worker, step, chain, after) });
  }

  /* One step of the house's: frames are sent, lost, doubled, delayed; people sleep, reload, come back through another door. */
  live(step) {
    const luck = this.random();
    if (this.asleep > 0) {
      this.asleep -= 1;
      if (this.asleep === 0) this.follow(step);
      return;
    }
    for (const frame of this.worker.sent[step]) this.deliver(step, frame);
    if (luck < 0.02) this.load(step);
    else if (luck < 0.05) this.leave(1 + Math.floor(this.random() * 20));
    else if (luck < 0.07) {
      this.worker = workers[Math.floor(this.random() * workers.length)];
      this.leave(1);
    } else if (luck < 0.09) this.show({ seq: fresh[step].seq, fragments: fresh[step].fragments, all: fresh[step].fragments }); // fetched over HTTP
    this.read(step);
  }

  leave(steps) {
    this.inbox = [];
    this.chain.failed();
    this.asleep = steps;
  }

  deliver(step, frame) {
    const luck = this.random();
    if (luck < 0.15) return;
    const late = luck < 0.3 ? Math.floor(this.random() * 4) : 0;
    this.inbox.push({ due: step + late, frame });
    if (luck > 0.9) this.inbox.push({ due: step + Math.floor(this.random() * 4), frame });
  }

  read(step) {
    const now = this.inbox.filter(({ due }) => due <= step);
    this.inbox = this.inbox.filter(({ due }) => due > step);
    for (const { frame, answer } of now) {
      const news = answer ? this.chain.answered(answer) : this.chain.receive(frame);
      if (news === "gap" || news?.gap) this.asks = true;
      if (news && news !== "gap") this.show(news);
    }
    const isAsking = this.inbox.some(({ answer }) => answer);
    if (this.asks && !isAsking && !carefree) {
      this.asks = false;
      this.follow(step);
    }
  }

  show({ from, seq, fragments, all }) { // as Page.show does
    if (seq <= this.shown.seq) return;
    const news = from !== this.shown.seq && !carefree ? all : fragments;
    this.shown = { seq, fragments: { ...this.shown.fragments, ...news } };
  }

  isTrue() {
    const { fragments } = bySeq.get(this.shown.seq);
    return Object.keys(fragments).every((name) => fragments[name] === this.shown.fragments[name]);
  }
}

/* What parliament/live/shown.py answers: the changes after a place in the chain, or both wordings of everything. */
function asked(worker, step, chain, after) {
  const { whole, recent } = worker.states[step];
  if (!whole) return { seq: fresh[step].seq };
  const missed = recent.slice(-KEPT).map((number) => worker.changes[number]).filter(({ seq }) => seq > after);
  if (chain === whole.chain && (after === whole.at || missed[0]?.after === after)) return { seq: fresh[step].seq, chain, missed };
  return { seq: fresh[step].seq, ...whole };
}

const bySeq = new Map(fresh.map((each) => [each.seq, each]));
const random = chanceFrom(seed);
const readers = Array.from({ length: pages }, () => new Reader(random));
let wrong = 0;
for (let step = 0; step < fresh.length; step += 1) {
  for (const reader of readers) {
    reader.live(step);
    if (!reader.isTrue()) wrong += 1;
  }
}
/* The network is well again, and everybody hears the last number once: with a count, or on waking. */
const last = fresh.length - 1;
for (const reader of readers) {
  reader.leave(0);
  if (!carefree && reader.shown.seq < fresh[last].seq) reader.follow(last);
  reader.read(last + 5);
  if (!reader.isTrue()) wrong += 1;
}
const behind = readers.filter(({ shown }) => shown.seq !== fresh[last].seq).length;
process.stdout.write(JSON.stringify({ wrong, behind, told: readers.length * fresh.length }));
