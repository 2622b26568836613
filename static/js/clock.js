/* Countdowns that follow the server's clock. An element says when it ends (`data-ends-at`), the page what the server's clock
   showed when it was made (`data-now` of the root, in milliseconds); the reader's own clock may be minutes off and is only
   used to measure what has passed since. Elements may come, go and be rewritten by live.js at any time: each tick looks again. */

const root = document.documentElement;
const seen = new WeakMap(); // element → {endsAt, last: the seconds it showed}
let known = { now: undefined, offset: 0 }; // the reader's clock minus the server's

export function words(seconds) {
  const size = Math.abs(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(size / 3600);
  const minutes = Math.floor((size % 3600) / 60);
  return (seconds < 0 ? "+" : "") + (hours ? `${hours}:${two(minutes)}` : minutes) + ":" + two(size % 60);
}

function offset() {
  const { now } = root.dataset;
  if (known.now === now) return known.offset;
  // The first page was written when its first bytes left the server, well before this script ran.
  const page = performance.getEntriesByType("navigation")[0];
  const readAt = known.now === undefined ? performance.timeOrigin + (page?.responseStart ?? 0) : Date.now();
  known = { now, offset: readAt - Number(now) };
  return known.offset;
}

function say(text) {
  const place = document.getElementById("announcements");
  if (place && text) place.textContent = text;
}

function lastOf(element) {
  const { endsAt } = element.dataset;
  if (seen.get(element)?.endsAt !== endsAt) seen.set(element, { endsAt, last: undefined });
  return seen.get(element);
}

function tick() {
  const now = Date.now() - offset();
  for (const element of document.querySelectorAll("[data-ends-at]")) {
    const shown = lastOf(element);
    const exact = Math.round((Date.parse(element.dataset.endsAt) - now) / 1000);
    const left = "stops" in element.dataset ? Math.max(exact, 0) : exact;
    if (!Number.isFinite(left)) continue;
    const text = words(left);
    if (element.textContent !== text) element.textContent = text;
    element.toggleAttribute("data-over", left < 0);
    // Twice only: a clock that speaks each second would drown the speaker. A clock first seen late stays silent.
    if (shown.last > 30 && left <= 30) say(document.body.dataset.saidHalfMinute);
    if (shown.last > 0 && left <= 0) say(document.body.dataset.saidTimeUp);
    shown.last = left;
  }
}

tick();
setInterval(tick, 500);
document.addEventListener("visibilitychange", tick);
