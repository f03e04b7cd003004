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
const TSX = inCheckout("node_modules", "tsx", "dist", "cli.mjs");

const PROGRAMS = {
  production: {
    web: ["--import", END_EVENT_STREAMS, NEXT, "start"],
    dispatcher: [inCheckout("dist", "dispatcher.mjs")],
  },
  development: { web: [NEXT, "dev"], dispatcher: [TSX, "watch", "--clear-screen=false", "server/dispatch/main.ts"] },
};

/**
 * Starts Postgres, web and dispatcher, in this order where one needs the other and at once where not, and waits for
 * the first page.
 * @param {{ home: string, port: number, mode: "production" | "development", interrupted: Promise<unknown> }} options
 */
export async function startServices({ home, port: wanted, mode, interrupted }) {
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
    const port = await findFreePort(wanted, say);
    const database = await openDatabase(home);
    ends.push(database.stop);
    const url = `http://${HOST}:${port}`;
    const env = serviceVariables({ home, url, databaseUrl: database.url, mode });
    const service = (name, args) => {
      const logFile = join(home, "logs", `${name}.log`);
      const onStart = (pid) => claim.noteService(name, pid);
      const kept = keepRunning({ name, args, cwd: CHECKOUT, env, logFile, tied: mode === "production", onStart });
      ends.push(kept.stop);
      return kept;
    };
    const web = service("web", [...PROGRAMS[mode].web, "-H", HOST, "-p", String(port)]);
    await Promise.race([migrateDatabase(env), web.failure, broken]);
    await waitForPage(`${url}/`, Promise.race([web.failure, broken]));
    web.markReady();
    writeFileSync(join(home, "server.json"), `${JSON.stringify({ url })}\n`);
    claim.noteUrl(url);
    const dispatcher = service("dispatcher", PROGRAMS[mode].dispatcher);
    dispatcher.markReady();
    return { url, env, stop, stopDispatcher: async () => dispatcher.stop() };
  } catch (error) {
    await stop();
    throw error;
  }
}
