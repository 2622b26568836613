/* Countdowns that follow the server's clock. An element says when it ends and what the server's clock showed when it
   was made (`data-ends-at`, `data-now`); the reader's own clock may be minutes off and is only used to measure what has
   passed since. Elements may come, go and be rewritten by live.js at any time: each tick looks again. */

const seen = new WeakMap(); // element → {now: data-now it was read with, offset: reader's clock minus server's, last: seconds}

export function words(seconds) {
  const size = Math.abs(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(size / 3600);
  const minutes = Math.floor((size % 3600) / 60);
  return (seconds < 0 ? "+" : "") + (hours ? `${hours}:${two(minutes)}` : minutes) + ":" + two(size % 60);
}

function offsetOf(element) {
  const known = seen.get(element);
  if (known && known.now === element.dataset.now) return known;
  // The first page was written when its first bytes left the server, well before this script ran.
  const page = performance.getEntriesByType("navigation")[0];
  const readAt = document.documentElement.dataset.clocks ? Date.now() : performance.timeOrigin + (page?.responseStart ?? 0);
  const fresh = { now: element.dataset.now, offset: readAt - Date.parse(element.dataset.now), last: undefined };
  seen.set(element, fresh);
  return fresh;
}

function say(text) {
  const place = document.getElementById("announcements");
  if (place && text) place.textContent = text;
}

function tick() {
  for (const element of document.querySelectorAll("[data-ends-at][data-now]")) {
    const known = offsetOf(element);
    const exact = Math.round((Date.parse(element.dataset.endsAt) - (Date.now() - known.offset)) / 1000);
    const left = "stops" in element.dataset ? Math.max(exact, 0) : exact;
    if (!Number.isFinite(left)) continue;
    const text = words(left);
    if (element.textContent !== text) element.textContent = text;
    element.toggleAttribute("data-over", left < 0);
    // Twice only: a clock that speaks each second would drown the speaker. A clock first seen late stays silent.
    if (known.last > 30 && left <= 30) say(document.body.dataset.saidHalfMinute);
    if (known.last > 0 && left <= 0) say(document.body.dataset.saidTimeUp);
    known.last = left;
  }
  document.documentElement.dataset.clocks = "on";
}

tick();
setInterval(tick, 500);
document.addEventListener("visibilitychange", tick);
