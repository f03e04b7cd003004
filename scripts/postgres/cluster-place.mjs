import { createHash } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Refusal } from "../terminal/refusal.mjs";
import { canEnter } from "./unprivileged-user.mjs";

const SHARED_FOLDER = "/var/lib/assay";
// The address of a Unix socket holds 107 bytes on Linux and 103 on macOS.
const LONGEST_SOCKET_PATH = 100;

const shortHash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 10);

function ownFolder(folder, mode, user) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, mode);
  if (user) chownSync(folder, user.uid, user.gid);
}

function baseFolder(home, user) {
  const inHome = join(home, "postgres");
  if (canEnter(home, user)) return inHome;
  mkdirSync(SHARED_FOLDER, { recursive: true });
  chmodSync(SHARED_FOLDER, 0o711);
  return join(SHARED_FOLDER, `${shortHash(home)}`);
}

function socketFolder(base) {
  const beside = join(base, "socket");
  if (join(beside, ".s.PGSQL.5432").length <= LONGEST_SOCKET_PATH) return beside;
  return join(tmpdir(), `assay-${process.getuid?.() ?? 0}-${shortHash(base)}`);
}

function refuseNewerData(base, major) {
  const others = readdirSync(base).filter((name) => /^\d+$/.test(name) && existsSync(join(base, name, "data")));
  const newest = Math.max(...others.map(Number));
  if (newest > major) {
    throw new Refusal(
      `The data in ${base} were made with PostgreSQL ${newest}, and this Assay runs PostgreSQL ${major}; start the newer Assay, or name another folder in ASSAY_HOME.`,
    );
  }
}

/**
 * Where the database of a home lies. The major version stands in the path: a newer server never opens older files.
 * @param {string} home
 * @param {number} major
 * @param {{ uid: number, gid: number } | null} user
 * @returns {{ base: string, data: string, socket: string, outsideHome: boolean }}
 */
export function clusterPlace(home, major, user) {
  const base = baseFolder(home, user);
  ownFolder(base, 0o700, user);
  refuseNewerData(base, major);
  ownFolder(join(base, String(major)), 0o700, user);
  const socket = socketFolder(base);
  ownFolder(socket, 0o700, user);
  return { base, data: join(base, String(major), "data"), socket, outsideHome: dirname(base) !== home };
}
