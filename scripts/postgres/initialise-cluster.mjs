import { chownSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { CommandFailure, runCommand } from "../process/run-command.mjs";
import { explainOutput } from "../terminal/explain-failure.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { serverVariables } from "./server-variables.mjs";

const ROLE = "assay";
const DATABASE = "assay";

const localeArgs = (major) =>
  major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"] : ["--locale=C"];

/**
 * Makes a cluster with the role and the database of Assay under a temporary name and renames it at the end, so that an
 * interrupted one is never taken for a whole one.
 * @param {{ data: string }} place
 * @param {{ initdb: string, postgres: string, major: number }} binaries
 * @param {{ uid: number, gid: number } | null} user
 * @param {string} password
 */
export async function initialiseCluster(place, binaries, user, password) {
  const parent = dirname(place.data);
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(place.data)}.partial`))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
  const partial = `${place.data}.partial-${process.pid}`;
  const passwordFile = join(parent, `.password-${process.pid}`);
  const options = { cwd: "/", env: serverVariables(), uid: user?.uid, gid: user?.gid };
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (user) chownSync(passwordFile, user.uid, user.gid);
    await runCommand(
      binaries.initdb,
      [
        "-D",
        partial,
        "-U",
        ROLE,
        "-E",
        "UTF8",
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        ...localeArgs(binaries.major),
      ],
      options,
    );
    await runCommand(binaries.postgres, ["--single", "-D", partial, "template1"], {
      ...options,
      input: `create database ${DATABASE}\n`,
    });
    renameSync(partial, place.data);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!(error instanceof CommandFailure)) throw error;
    throw new Refusal(explainOutput(error.lines, parent) ?? `The database could not be made: ${error.message}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * As db/database.ts reads it: a Unix socket stands in `host`.
 * @param {{ socket: string }} place
 * @param {string} password
 */
export function clusterUrl(place, password) {
  return `postgres:///${DATABASE}?${new URLSearchParams({ host: place.socket, user: ROLE, password })}`;
}
