import { createServer } from "node:net";
import { Refusal } from "../terminal/refusal.mjs";

const REASONS = {
  EADDRNOTAVAIL: (host) => `This machine has no address ${host}; name one of its own with --host.`,
  ENOTFOUND: (host) => `${host} is no address that this machine knows; name one of its own with --host.`,
  EADDRINUSE: (host, port) => `Port ${port} of ${host} is in use; choose another with --port.`,
  EACCES: (_host, port) => `Port ${port} is reserved for root; choose one above 1023 with --port.`,
};

/**
 * Refuses in words what the web process would fail at. Unlike on this machine alone, no other port is taken: the
 * address was promised to people.
 * @param {{ host: string, port: number }} at
 */
export async function requireListening({ host, port }) {
  const code = await new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? "EIO"));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
  if (code === null) return;
  const reason = REASONS[code];
  throw new Refusal(reason ? reason(host, port) : `${host}:${port} cannot be served (${code}).`);
}
