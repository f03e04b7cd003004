import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type StormApplication = { url: string; databaseUrl: string; stop: () => Promise<void> };

/** Starts the built application as `npm start` does, with short leases so that a storm takes minutes. */
export async function startApplication(home: string, port: number): Promise<StormApplication> {
  const child = spawn(process.execPath, ["scripts/start.mjs", "--port", String(port)], {
    env: {
      ...process.env,
      ASSAY_HOME: home,
      ASSAY_LEASE_SECONDS: "5",
      ASSAY_BEAT_SECONDS: "1",
      ASSAY_SLOTS: "cpu=2",
      OMP_NUM_THREADS: "1",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = /ready (http:\S+)/.exec(line)?.[1];
      if (said) resolve(said);
    });
    child.once("exit", (code) => reject(new Error(`The application ended with ${code} before it was ready.`)));
  });
  const record = JSON.parse(readFileSync(join(home, "launcher.json"), "utf8"));
  const environment = readFileSync(`/proc/${record.services.dispatcher.pid}/environ`, "utf8").split("\0");
  const databaseUrl = environment.find((entry) => entry.startsWith("DATABASE_URL="))?.slice("DATABASE_URL=".length);
  if (!databaseUrl) throw new Error("The dispatcher was started without DATABASE_URL.");
  return {
    url,
    databaseUrl,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
