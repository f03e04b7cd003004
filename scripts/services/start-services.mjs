import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findFreePort } from "../process/find-free-port.mjs";
import { keepRunning } from "../process/keep-running.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { say } from "../terminal/step.mjs";
import { claimHome } from "./claim-home.mjs";
import { migrateDatabase, openDatabase } from "./open-database.mjs";
import { serviceVariables } from "./service-variables.mjs";
import { waitForPage } from "./wait-for-page.mjs";

const HOST = "127.0.0.1";
const NEXT = inCheckout("node_modules", "next", "dist", "bin", "next");
const END_EVENT_STREAMS = inCheckout("scripts", "process", "end-event-streams.mjs");
const SERVE_PUBLIC = inCheckout("scripts", "reach", "serve-public.mjs");
const LEAST_FREE_PORT = 3001;
const MOST_PORT = 65_535;
const TSX = inCheckout("node_modules", "tsx", "dist", "cli.mjs");

const PROGRAMS = {
  production: {
    web: ({ port, reach }) =>
      reach
        ? ["--import", END_EVENT_STREAMS, SERVE_PUBLIC, JSON.stringify({ ...reach, loopbackPort: port })]
        : ["--import", END_EVENT_STREAMS, NEXT, "start", "-H", HOST, "-p", String(port)],
    dispatcher: [inCheckout("dist", "dispatcher.mjs")],
  },
  development: {
    web: ({ port }) => [NEXT, "dev", "-H", HOST, "-p", String(port)],
    dispatcher: [TSX, "watch", "--clear-screen=false", "server/dispatch/main.ts"],
  },
};

/** With --host the wanted port is the one that other machines open; this machine's own is another. */
function firstPort(wanted, reach) {
  if (!reach) return wanted;
  return wanted < LEAST_FREE_PORT || wanted === MOST_PORT ? LEAST_FREE_PORT : wanted + 1;
}

/**
 * Starts Postgres, web and dispatcher, in this order where one needs the other and at once where not, and waits for
 * the first page.
 * @param {{ home: string, port: number, mode: "production" | "development", reach?: import("../reach/read-reach.mjs").Reach | null, interrupted: Promise<unknown> }} options
 */
export async function startServices({ home, port: wanted, mode, reach = null, interrupted }) {
  const claim = await claimHome(home);
  const ends = [];
  const stop = async () => {
    while (ends.length > 0) await ends.pop()();
    rmSync(join(home, "server.json"), { force: true });
    claim.release();
  };
  const broken = interrupted.then(() => {
    throw new Refusal("Stopped before it was ready.");
  });
  broken.catch(() => {});
  try {
    const port = await findFreePort(firstPort(wanted, reach), reach ? () => {} : say);
    const database = await openDatabase(home);
    ends.push(database.stop);
    const url = `http://${HOST}:${port}`;
    const publicUrl = reach?.publicUrl ?? url;
    const env = serviceVariables({ home, url, publicUrl, databaseUrl: database.url, mode });
    const service = (name, args) => {
      const logFile = join(home, "logs", `${name}.log`);
      const onStart = (pid) => claim.noteService(name, pid);
      const kept = keepRunning({ name, args, cwd: CHECKOUT, env, logFile, tied: mode === "production", onStart });
      ends.push(kept.stop);
      return kept;
    };
    const web = service("web", PROGRAMS[mode].web({ port, reach }));
    await Promise.race([migrateDatabase(env), web.failure, broken]);
    await waitForPage(`${url}/`, Promise.race([web.failure, broken]));
    web.markReady();
    writeFileSync(join(home, "server.json"), `${JSON.stringify({ url, publicUrl })}\n`);
    claim.noteUrl(publicUrl);
    const dispatcher = service("dispatcher", PROGRAMS[mode].dispatcher);
    dispatcher.markReady();
    return { url, publicUrl, env, stop, stopDispatcher: async () => dispatcher.stop() };
  } catch (error) {
    await stop();
    throw error;
  }
}
