// Node's own Socket.IO server: every client of the namespace is in one room, and a POST sends to that room.
//
// `POST /broadcast/TIMES/SIZE` answers when the last of TIMES events of SIZE bytes was handed over.

import { createServer } from "node:http";
import { Server } from "socket.io";

const [port] = process.argv.slice(2);
const LOG = "session-1";

const web = createServer(async (request, response) => {
  if (request.method === "POST") {
    const [, , times, size] = request.url.split("/");
    await broadcast(Number(times), "x".repeat(Number(size)));
  }
  response.end("{}");
});
const gallery = new Server(web, { transports: ["websocket"], serveClient: false }).of("/live");

gallery.on("connection", (client) => {
  client.join(LOG);
  client.on("follow", (_request, acknowledge) => acknowledge({ seq: 0, entries: [] }));
});

async function broadcast(times, filling) {
  for (let seq = 1; seq <= times; seq++) {
    gallery.to(LOG).emit("entry", { log: LOG, seq, filling });
    await new Promise(setImmediate);
  }
}

web.listen(Number(port), "127.0.0.1", 4096);
