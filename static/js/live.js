/* A page of the server's, kept up to date while a sitting runs. Without this script the page is whole, only not live.
   `main[data-live-log]` says what to follow; the other modules each have one concern and know nothing of each other. */

import { connect } from "./live/connection.js";
import { Page } from "./live/page.js";
import { showPresence, showProgress } from "./live/progress.js";
import { Status } from "./live/status.js";

const root = document.querySelector("[data-live-log]");

function start({ liveLog: log, liveSeq, liveLanguage: language, liveFragments: url }) {
  const status = new Status(document.querySelector("[data-live-status]"), language);
  const page = new Page(root, { url, seq: Number(liveSeq), onFetch: (state) => status.show(state) });
  let away = false; // ballots are no entries: those cast while we were away change the count and no number
  const isBehind = (seq) => seq > page.seq || (away && document.querySelector("[data-progress-vote]"));
  connect({
    follow: () => ({ log, language, form: "html", after: page.seq }),
    onFollow: ({ seq }) => {
      if (isBehind(seq)) page.catchUp(); else status.show("live");
      away = false;
    },
    onFragments: (message) => message.log === log && page.receive(message),
    onProgress: (message) => message.log === log && showProgress(message, language),
    onPresence: (message) => message.log === log && showPresence(message, language),
    onLost: () => {
      away = true;
      status.show("catching-up");
    },
    fetchPage: () => page.catchUp({ wait: 0 }),
  });
}

if (root) start(root.dataset);
