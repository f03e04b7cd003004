import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identifyProcess } from "../process/identify-process.mjs";
import { explainOutput } from "../terminal/explain-failure.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { readPostmaster } from "./read-postmaster.mjs";
import { serverVariables } from "./server-variables.mjs";
import { stopCluster } from "./stop-cluster.mjs";

const POLL_MILLISECONDS = 10;
// After a kill of the server its children hold the shared memory for a second or two.
const RETRY_MILLISECONDS = 30_000;
const HELD_BY_CHILDREN = /pre-existing shared memory block|lock file ".*" already exists|could not create lock file/;
const SETTINGS = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "100",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
};

function spawnServer(place, binaries, user, settings, logFile) {
  const log = openSync(logFile, "a", 0o600);
  const all = { ...SETTINGS, unix_socket_directories: place.socket, ...settings };
  const child = spawn(
    binaries.postgres,
    ["-D", place.data, ...Object.entries(all).flatMap(([key, value]) => ["-c", `${key}=${value}`])],
    {
      cwd: "/",
      env: serverVariables(),
      uid: user?.uid,
      gid: user?.gid,
      // A session of its own: Ctrl-C reaches the launcher alone, which stops the server last.
      detached: true,
      stdio: ["ignore", log, log],
    },
  );
  closeSync(log);
  child.on("error", () => {});
  child.unref();
  return child;
}

async function waitUntilReady(data, isGone) {
  while (!isGone()) {
    const running = readPostmaster(data);
    if (running && running !== "stale" && running.status === "ready") return running.pid;
    await sleep(POLL_MILLISECONDS);
  }
  return null;
}

const readFrom = (file, offset) => readFileSync(file).subarray(offset).toString("utf8").split("\n");
const sizeOf = (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function explainLog(lines, place) {
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*(FATAL|PANIC):\s*/, "");
  return new Refusal(
    explainOutput(lines, place.data) ?? `The database in ${place.data} did not start: ${fatal ?? "no reason given"}.`,
  );
}

async function adopt(place) {
  const running = readPostmaster(place.data);
  if (running === null) return null;
  if (running === "stale") {
    rmSync(join(place.data, "postmaster.pid"), { force: true });
    return null;
  }
  const pid = await waitUntilReady(place.data, () => identifyProcess(running.pid) === null);
  if (pid === null) return null;
  if (running.socket === place.socket) return pid;
  await stopCluster(place.data);
  return null;
}

/**
 * Starts the server of a data folder, or adopts the one that an ended launcher left running.
 * @param {{ data: string, socket: string }} place
 * @param {{ binaries: { postgres: string }, user: { uid: number, gid: number } | null, settings?: Record<string, string>, logFile: string }} options
 * @returns {Promise<{ pid: number, adopted: boolean }>}
 */
export async function startCluster(place, { binaries, user, settings = {}, logFile }) {
  const adopted = await adopt(place);
  if (adopted !== null) return { pid: adopted, adopted: true };
  const deadline = Date.now() + RETRY_MILLISECONDS;
  for (;;) {
    const offset = sizeOf(logFile);
    const child = spawnServer(place, binaries, user, settings, logFile);
    const pid = await waitUntilReady(
      place.data,
      () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined,
    );
    if (pid !== null) return { pid, adopted: false };
    const lines = readFrom(logFile, offset);
    if (!lines.some((line) => HELD_BY_CHILDREN.test(line)) || Date.now() > deadline) throw explainLog(lines, place);
    await sleep(20 * POLL_MILLISECONDS);
  }
}
