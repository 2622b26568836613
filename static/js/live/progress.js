/* Ephemeral numbers: how many have voted. Text and marks only; no form is ever touched. */

const latest = new Map(); // vote → the highest count heard of it

export function showProgress({ vote, voted, of }, language) {
  if (voted >= (latest.get(vote)?.voted ?? 0)) latest.set(vote, { vote, voted, of, language });
  const number = new Intl.NumberFormat(language, { numberingSystem: "latn" });
  for (const element of document.querySelectorAll(`[data-progress-vote="${CSS.escape(vote)}"]`)) {
    if (voted < Number(element.dataset.voted ?? 0)) continue; // a count that was overtaken on its way
    element.dataset.voted = voted;
    for (const place of element.querySelectorAll("[data-progress-voted]")) place.textContent = number.format(voted);
    for (const place of element.querySelectorAll("[data-progress-words]")) {
      place.textContent = place.dataset.progressWords.replace("{voted}", number.format(voted)).replace("{of}", number.format(of));
    }
    for (const bar of element.querySelectorAll("progress, meter")) Object.assign(bar, { max: of, value: voted });
    // By count alone: which mark is filled says nothing of who has voted.
    element.querySelectorAll(".hemicycle .seat").forEach((seat, index) => {
      seat.classList.toggle("seat-voted", index < voted);
      seat.classList.toggle("seat-empty", index >= voted);
    });
  }
}

/* A part of the page that was rendered before the last ballots came in may be laid over their count: it is told again. */
export function showProgressAgain() {
  for (const { language, ...message } of latest.values()) showProgress(message, language);
}
