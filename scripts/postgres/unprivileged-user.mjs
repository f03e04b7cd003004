import { spawnSync } from "node:child_process";
import { Refusal } from "../terminal/refusal.mjs";

const NAMES = ["postgres", "_postgres", "nobody"];

const readId = (flag, name) => {
  const { status, stdout } = spawnSync("id", [flag, name], { encoding: "utf8" });
  return status === 0 ? Number(stdout) : null;
};

/**
 * PostgreSQL refuses to run as root: the user to whom its folders then belong. Null for everybody else, who run it as
 * themselves.
 * @returns {{ uid: number, gid: number, name: string } | null}
 */
export function unprivilegedUser() {
  if (process.getuid?.() !== 0) return null;
  for (const name of NAMES) {
    const uid = readId("-u", name);
    const gid = readId("-g", name);
    if (uid && gid) return { uid, gid, name };
  }
  throw new Refusal(
    "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody; start Assay as an ordinary user, or name a database in DATABASE_URL.",
  );
}

/**
 * Whether a user can enter a folder: asked by entering it, because modes alone do not say.
 * @param {string} folder
 * @param {{ uid: number, gid: number } | null} user
 */
export function canEnter(folder, user) {
  if (user === null) return true;
  const { status } = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { uid: user.uid, gid: user.gid, cwd: "/" });
  return status === 0;
}
