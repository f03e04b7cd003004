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
import { join, resolve } from "node:path";
import { inCheckout } from "./checkout.mjs";

const PRIVATE_FOLDERS = ["runs", "objects", "cache", "logs"];

/** The folder of all data: ASSAY_HOME, or .assay in the checkout. */
export function homeFolder() {
  const named = process.env.ASSAY_HOME;
  return named ? resolve(process.env.INIT_CWD ?? process.cwd(), named) : inCheckout(".assay");
}

/**
 * Makes the home and its private folders. Under root others may pass through the home itself, because the database
 * server inside it belongs to an unprivileged user.
 * @param {string} home
 */
export function ensureHome(home) {
  const isNew = !existsSync(home);
  mkdirSync(home, { recursive: true });
  accessSync(home, constants.W_OK | constants.X_OK);
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
