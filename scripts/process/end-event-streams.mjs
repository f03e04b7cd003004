// Loaded into the web process by --import. Next lets every open request come to its end before it exits, which an
// event stream never does; a browser opens a cut stream again by itself.
import { subscribe } from "node:diagnostics_channel";

const SWEEP_MILLISECONDS = 100;

/** @type {Set<import("node:http").Server>} */
const servers = new Set();
/** @type {Set<import("node:http").ServerResponse>} */
const open = new Set();

function sweep() {
  for (const response of open) {
    if (String(response.getHeader("content-type")).startsWith("text/event-stream")) response.destroy();
  }
  // Kept alive, a connection whose request has just ended would hold its server for seconds more.
  for (const server of servers) server.closeIdleConnections();
}

subscribe("http.server.request.start", ({ response, server }) => {
  // Not before the first request: a listener would keep the signal from ending a process that still starts.
  if (servers.size === 0) {
    process.once("SIGTERM", () => {
      sweep();
      setInterval(sweep, SWEEP_MILLISECONDS).unref();
    });
  }
  servers.add(server);
  open.add(response);
  response.once("close", () => open.delete(response));
});
