/* The socket, and what to do without one. A socket that cannot be had (a proxy forbids WebSocket, a sixth tab) is
   replaced by asking for the page's fragments every few seconds; one that was lost comes back after a jittered wait. */

import { io } from "../../vendor/socket.io.esm.min.js";
import { BACK, jittered, spread } from "./waiting.js";

const POLL = 5000;
const ANSWER = 10000;
const PATIENCE = 2000; // a number heard of is missed only if it has not come by then
const ASLEEP = 15000; // a timer that comes so late says that the machine slept
const NEVER_AGAIN = ["unknown_event", "malformed", "too_many_logs", "failed"]; // we would only do it again

export function connect(page) {
  const socket = io("/live", { transports: ["websocket"], timeout: 10000, ...BACK });
  let polling = 0; // the timer, while we do without a socket
  let asking = 0; // the timer, while we are about to ask what we missed
  let ended = "";

  const poll = async () => {
    if (document.visibilityState === "visible") await page.fetchPage();
    if (polling) polling = setTimeout(poll, jittered(POLL));
  };
  const startPolling = () => { polling ||= setTimeout(poll, jittered(POLL / 2)); };
  const stopPolling = () => { clearTimeout(polling); polling = 0; };

  const follow = () => socket.timeout(ANSWER).emit("follow", page.follow(), (error, answer) => {
    if (error || !answer || answer.error) {
      page.onUnanswered();
      return startPolling();
    }
    stopPolling();
    return page.onFollow(answer);
  });
  const comeBack = () => { if (!NEVER_AGAIN.includes(ended)) setTimeout(() => socket.connected || socket.connect(), jittered(3000)); };

  /* Something is missing: ask for it from our last number, each reader at another moment. */
  const askAgain = () => {
    asking ||= setTimeout(() => {
      asking = 0;
      if (socket.connected) follow();
    }, spread());
  };
  const heardOf = ({ seq }) => { if (page.misses(seq)) setTimeout(() => page.misses(seq) && askAgain(), PATIENCE); };

  socket.on("connect", () => { ended = ""; follow(); });
  socket.on("fragments", (message) => { if (page.onFragments(message) === "gap") askAgain(); });
  socket.on("entry", page.onEntry);
  socket.on("progress", (message) => { page.onProgress(message); heardOf(message); });
  socket.on("ended", ({ reason }) => { ended = reason; });
  socket.on("connect_error", () => { startPolling(); if (!socket.active) comeBack(); });
  socket.on("disconnect", () => { page.onLost(); startPolling(); if (!socket.active) comeBack(); });

  // After sleep a socket may look open and be dead, and timers were late: ask now. Following twice does no harm.
  let asked = Date.now();
  const wake = () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < 2000) return;
    asked = Date.now();
    if (socket.connected) follow();
    else { page.fetchPage(); if (!NEVER_AGAIN.includes(ended)) socket.connect(); }
  };
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  addEventListener("pageshow", wake);
  addEventListener("offline", () => page.fetchPage());
  let beat = Date.now(); // a machine may sleep and wake with the page in sight: no event tells of that
  setInterval(() => {
    if (Date.now() - beat > ASLEEP) wake();
    beat = Date.now();
  }, 5000);
  return { askAgain };
}
