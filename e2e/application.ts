import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endSupervisors } from "../scripts/services/end-supervisors.mjs";

const READY = /^ready (http:\/\/127\.0\.0\.1:\d+)$/m;
/** A first start builds the web application. */
const START_SECONDS = 900;

export type Application = { url: string; home: string; process: ChildProcess; stop: () => Promise<void> };

/** Starts the product as a person does, on a scratch home, and waits for its `ready` line. */
export async function startApplication(databaseUrl: string, port: number): Promise<Application> {
  const home = mkdtempSync(join(tmpdir(), "assay-e2e-"));
  const child = spawn(process.execPath, ["scripts/start.mjs", "--port", String(port)], {
    // One thread: the threads of a tiny model only wait for each other. Two slots: runs of a chain side by side.
    env: { ...process.env, DATABASE_URL: databaseUrl, ASSAY_HOME: home, OMP_NUM_THREADS: "1", ASSAY_SLOTS: "cpu=2" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill("SIGINT");
      reject(new Error(`Not ready after ${START_SECONDS} s:\n${output}`));
    }, START_SECONDS * 1000);
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      const address = READY.exec(output)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code) => reject(new Error(`The application ended with ${code} before it was ready:\n${output}`)));
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    url,
    home,
    process: child,
    stop: async () => {
      child.kill("SIGINT");
      await ended;
      await endSupervisors(home, new Set());
      rmSync(home, { recursive: true, force: true });
    },
  };
}
