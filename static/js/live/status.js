/* "Live", "catching up", "offline since …": in the page's own words, said aloud politely when it changes. */

export function announce(text) {
  const place = document.querySelector("[data-live-announce]") ?? document.getElementById("announcements");
  if (place) place.textContent = text;
}

export class Status {
  constructor(chip, language) {
    this.chip = chip;
    this.time = new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit", numberingSystem: "latn" });
    this.offlineSince = null;
    if (chip && !chip.closest("[aria-live]")) chip.setAttribute("aria-live", "polite");
  }

  show(state) {
    if (!this.chip || (state === "catching-up" && this.offlineSince)) return; // trying again is not yet being back
    this.offlineSince = state === "offline" ? this.offlineSince ?? new Date() : null;
    const { wordLive, wordCatchingUp, wordOffline } = this.chip.dataset;
    const words = { live: wordLive, "catching-up": wordCatchingUp, offline: wordOffline }[state] ?? "";
    const text = words.replace("{time}", this.offlineSince ? this.time.format(this.offlineSince) : "");
    this.chip.dataset.state = state;
    if (this.chip.textContent !== text) this.chip.textContent = text; // the same words again would be said again
  }
}
