/* A page of the server's, kept up to date while a sitting runs. Without this script the page is whole, only not live.
   `[data-live-log]` says what to follow; the other modules each have one concern and know nothing of each other. */

import { Chain } from "./live/chain.js";
import { connect } from "./live/connection.js";
import { Page } from "./live/page.js";
import { showProgress } from "./live/progress.js";
import { Status } from "./live/status.js";
import { spread } from "./live/waiting.js";

const root = document.querySelector("[data-live-log]");

/* A page that is one person's own hears the entries and fetches itself; a public one is told what changed in it. */
function start({ liveLog: log, liveSeq, liveLanguage: language, liveFragments: url, liveOwn }) {
  const own = liveOwn !== undefined;
  const status = new Status(document.querySelector("[data-live-status]"), language);
  const page = new Page(root, { url, seq: Number(liveSeq), onFetch: (state) => status.show(state) });
  const chain = new Chain();
  let away = false; // ballots are no entries: those cast while we were away change the count and no number

  const countsUnknown = (told) => away && [...document.querySelectorAll("[data-progress-vote]")].some((place) => !told.includes(place.dataset.progressVote));
  const show = (news) => {
    if (!news) return;
    page.show(news);
    status.show("live");
    if (news.gap) connection.askAgain();
  };

  const connection = connect({
    follow: () => ({ log, language, form: own ? "json" : "html", after: page.seq, ...(own ? {} : chain.asking()) }),
    onUnanswered: () => chain.failed(),
    onFollow: (answer) => {
      const news = own ? null : chain.answered(answer);
      const { seq, progress = [] } = answer;
      show(news);
      for (const message of progress) showProgress(message, language);
      if ((!news && seq > page.seq) || countsUnknown(progress.map(({ vote }) => vote))) page.catchUp();
      else status.show("live");
      away = false;
    },
    onFragments: (message) => {
      if (own || message.log !== log) return null;
      const news = chain.receive(message);
      if (news === "gap") return "gap";
      show(news);
      return null;
    },
    onEntry: ({ log: of, seq }) => {
      if (!own || of !== log || seq <= page.seq) return;
      page.latest = Math.max(page.latest, seq);
      page.catchUp({ wait: 100 + spread() / 4 });
    },
    misses: (seq) => !own && seq > Math.max(chain.at, page.seq),
    onProgress: (message) => message.log === log && showProgress(message, language),
    onLost: () => {
      away = true;
      chain.failed();
      status.show("catching-up");
    },
    fetchPage: () => page.catchUp({ wait: 0 }),
  });
}

if (root) start(root.dataset);
