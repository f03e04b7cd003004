import { connect, createServer } from "node:net";
import { Refusal } from "../terminal/refusal.mjs";

const TRIES = 100;
const HOST = "127.0.0.1";

/** @param {number} port */
function somebodyAnswers(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: HOST, port }, () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** @param {number} port @returns {Promise<string | null>} the code of what forbids it, null when the port is free */
function tryToListen(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? "EIO"));
    server.listen({ host: HOST, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/**
 * The first port from `wanted` on that nobody uses on this machine.
 * @param {number} wanted
 * @param {(sentence: string) => void} say
 */
export async function findFreePort(wanted, say) {
  for (let port = wanted; port < Math.min(wanted + TRIES, 65_536); port += 1) {
    const forbidden = await tryToListen(port);
    if (forbidden === "EACCES")
      throw new Refusal(`Port ${port} is reserved for root; choose one above 1023 with --port.`);
    if (forbidden === null && !(await somebodyAnswers(port))) {
      if (port !== wanted) say(`Port ${wanted} is busy; using ${port}.`);
      return port;
    }
  }
  throw new Refusal(
    `No port from ${wanted} to ${Math.min(wanted + TRIES, 65_536) - 1} is free; choose another with --port.`,
  );
}
