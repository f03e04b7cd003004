import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort, HOST } from "./free-port";

const NEXT = "node_modules/next/dist/bin/next";
/** Ends the server with this process, however that ends. */
const TIE = "./scripts/process/end-with-launcher.mjs";
const START_SECONDS = 300;
const SECRET = "the secret of a server that lives for one suite";

export type SeededWeb = { url: string; home: string; secret: string; stop: () => Promise<void> };

async function waitUntilHealthy(url: string, gone: Promise<never>): Promise<void> {
  const answered = (async () => {
    for (const until = Date.now() + START_SECONDS * 1000; Date.now() < until; await sleep(50)) {
      const answer = await fetch(`${url}/api/health`).catch(() => null);
      if (answer?.ok) return;
    }
    throw new Error(`The seeded web server did not answer within ${START_SECONDS} s.`);
  })();
  await Promise.race([answered, gone]);
}

/** The built web server alone: without a dispatcher the seeded runs stay in the states they were given. */
export async function startSeededWeb(databaseUrl: string, wantedPort?: number): Promise<SeededWeb> {
  const home = mkdtempSync(join(tmpdir(), "assay-e2e-seeded-"));
  const port = wantedPort ?? (await findFreePort());
  const url = `http://${HOST}:${port}`;
  const child = spawn(process.execPath, ["--import", TIE, NEXT, "start", "-H", HOST, "-p", String(port)], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      ASSAY_HOME: home,
      ASSAY_URL: url,
      ASSAY_SECRET: SECRET,
      ASSAY_PYTHON: ".venv/bin/python",
      OMP_NUM_THREADS: "1",
    },
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const gone = ended.then<never>(() => Promise.reject(new Error("The seeded web server ended.")));
  gone.catch(() => {});
  await waitUntilHealthy(url, gone);
  return {
    url,
    home,
    secret: SECRET,
    stop: async () => {
      // Asked gently, it would wait for the streams of pages that are open.
      child.kill("SIGKILL");
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
