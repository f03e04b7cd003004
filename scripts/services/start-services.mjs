import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findFreePort } from "../process/find-free-port.mjs";
import { keepRunning } from "../process/keep-running.mjs";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";
import { say } from "../terminal/step.mjs";
import { claimHome } from "./claim-home.mjs";
import { migrateDatabase, openDatabase } from "./open-database.mjs";
import { serviceVariables } from "./service-variables.mjs";
import { waitForPage } from "./wait-for-page.mjs";

const HOST = "127.0.0.1";
const NEXT = inCheckout("node_modules", "next", "dist", "bin", "next");
const TSX = inCheckout("node_modules", "tsx", "dist", "cli.mjs");
const ENTRY = "server/dispatch/main.ts";

const PROGRAMS = {
  production: { web: [NEXT, "start"], dispatcher: [inCheckout("dist", "dispatcher.mjs")] },
  development: { web: [NEXT, "dev"], dispatcher: [TSX, "watch", "--clear-screen=false", ENTRY] },
};

/**
 * Starts Postgres, web and dispatcher, in this order where one needs the other and at once where not, and waits for
 * the first page.
 * @param {{ home: string, port: number, mode: "production" | "development" }} options
 */
export async function startServices({ home, port: wanted, mode }) {
  const claim = await claimHome(home);
  const ends = [];
  const stop = async () => {
    while (ends.length > 0) await ends.pop()();
    rmSync(join(home, "server.json"), { force: true });
    claim.release();
  };
  try {
    const [port, database] = await Promise.all([findFreePort(wanted, say), openDatabase(home)]);
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
    await Promise.race([migrateDatabase(env), web.failure]);
    if (existsSync(inCheckout(ENTRY))) service("dispatcher", PROGRAMS[mode].dispatcher).markReady();
    await waitForPage(`${url}/`, web.failure);
    web.markReady();
    writeFileSync(join(home, "server.json"), `${JSON.stringify({ url })}\n`);
    claim.noteUrl(url);
    return { url, env, stop, stopDispatcher: async () => ends.length > 2 && (await ends.pop()()) };
  } catch (error) {
    await stop();
    throw error;
  }
}
