import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

const PRIVATE_FOLDERS = ["runs", "objects", "cache", "logs"];

/**
 * Makes the home and its private folders. Under root others may pass through the home itself, because the database
 * server inside it belongs to an unprivileged user.
 * @param {string} home
 */
export function ensureHome(home) {
  const isNew = !existsSync(home);
  let existing = home;
  while (!existsSync(existing)) existing = dirname(existing);
  // Asked first, because mkdir says of a read-only disk that there is no such folder.
  accessSync(existing, constants.W_OK | constants.X_OK);
  mkdirSync(home, { recursive: true });
  if (isNew) chmodSync(home, process.getuid?.() === 0 ? 0o711 : 0o700);
  for (const folder of PRIVATE_FOLDERS) mkdirSync(join(home, folder), { recursive: true, mode: 0o700 });
}

/**
 * Reads a random secret of the home, made at its first reading and the same for ever after.
 * @param {string} home
 * @param {string} name
 */
export function readSecret(home, name) {
  const file = join(home, name);
  if (!existsSync(file)) {
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, randomBytes(32).toString("hex"), { mode: 0o600 });
    try {
      // A link never replaces what another start has written in the meantime.
      linkSync(partial, file);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    } finally {
      rmSync(partial, { force: true });
    }
  }
  return readFileSync(file, "utf8").trim();
}
