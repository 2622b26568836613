/* The socket, and what to do without one. A socket that cannot be had (a proxy forbids WebSocket, a sixth tab) is
   replaced by asking for the page's fragments every few seconds; one that was lost comes back after a jittered wait. */

import { io } from "../../vendor/socket.io.esm.min.js";

const POLL = 5000;
const ANSWER = 10000;
const NEVER_AGAIN = ["unknown_event", "malformed", "too_many_logs", "failed"]; // we would only do it again

const jittered = (milliseconds) => milliseconds * (0.75 + Math.random() / 2);

export function connect(page) {
  const socket = io("/live", { transports: ["websocket"], reconnectionDelay: 1000, reconnectionDelayMax: 20000, randomizationFactor: 0.5, timeout: 10000 });
  let polling = 0; // the timer, while we do without a socket
  let ended = "";

  const poll = async () => {
    if (document.visibilityState === "visible") await page.fetchPage();
    if (polling) polling = setTimeout(poll, jittered(POLL));
  };
  const startPolling = () => { polling ||= setTimeout(poll, jittered(POLL / 2)); };
  const stopPolling = () => { clearTimeout(polling); polling = 0; };

  const follow = () => socket.timeout(ANSWER).emit("follow", page.follow(), (error, answer) => {
    if (error || !answer || answer.error) return startPolling();
    stopPolling();
    return page.onFollow(answer);
  });
  const comeBack = () => { if (!NEVER_AGAIN.includes(ended)) setTimeout(() => socket.connected || socket.connect(), jittered(3000)); };

  socket.on("connect", () => { ended = ""; follow(); });
  socket.on("fragments", page.onFragments);
  socket.on("progress", page.onProgress);
  socket.on("presence", page.onPresence);
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
}
