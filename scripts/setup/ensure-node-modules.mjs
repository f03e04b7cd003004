import { existsSync, readFileSync } from "node:fs";
import { CommandFailure, runCommand } from "../process/run-command.mjs";
import { explainOutput } from "../terminal/explain-failure.mjs";
import { formatBytes } from "../terminal/format-quantity.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { step } from "../terminal/step.mjs";
import { CHECKOUT, inCheckout } from "./checkout.mjs";
import { fingerprintFiles } from "./fingerprint-files.mjs";
import { folderSize } from "./folder-size.mjs";
import { requireFreeSpace } from "./require-free-space.mjs";
import { readStamp, writeStamp } from "./stamp.mjs";

const NEEDED_BYTES = 900 * 1024 ** 2;
const FOLDER = inCheckout("node_modules");
// Inside the folder, because `npm ci` empties it first.
const STAMP = inCheckout("node_modules", ".assay-stamp.json");

const readPackages = (file) => JSON.parse(readFileSync(file, "utf8")).packages ?? {};

/**
 * Whether what npm says it installed is what the lock file asks for; packages for other platforms may be missing.
 * @param {Record<string, { version?: string, optional?: boolean }>} locked
 * @param {Record<string, { version?: string }>} installed
 */
export function installedAsLocked(locked, installed) {
  return Object.entries(locked).every(
    ([path, wanted]) =>
      path === "" || (installed[path] ? installed[path].version === wanted.version : wanted.optional === true),
  );
}

function wasInstalledByHand() {
  const hidden = inCheckout("node_modules", ".package-lock.json");
  return existsSync(hidden) && installedAsLocked(readPackages(inCheckout("package-lock.json")), readPackages(hidden));
}

const fingerprint = () => fingerprintFiles(CHECKOUT, ["package-lock.json"], [process.platform, process.arch]);

export function nodeModulesAreReady() {
  return readStamp(STAMP).lock === fingerprint();
}

/** Runs `npm ci` where node_modules is missing, half done or of another lock file. */
export async function ensureNodeModules() {
  if (nodeModulesAreReady()) return;
  const lock = fingerprint();
  if (wasInstalledByHand()) return writeStamp(STAMP, { lock });
  requireFreeSpace(FOLDER, NEEDED_BYTES, "installing the npm dependencies");
  await step("npm dependencies", async (progress) => {
    const total = Object.keys(readPackages(inCheckout("package-lock.json"))).length - 1;
    let fetched = 0;
    const complaints = [];
    const npm = process.env.npm_execpath;
    const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []];
    const args = [...first, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=http", "--progress=false"];
    await runCommand(command, args, {
      cwd: CHECKOUT,
      env: { ...process.env, NODE_ENV: "development" },
      onLine: (line) => {
        if (/npm http (fetch|cache).*\.tgz/.test(line)) fetched += 1;
        const complaint = /^npm error (?!code|errno|syscall|A complete log)(.*\S)/.exec(line)?.[1];
        if (complaint) complaints.push(complaint);
        progress(`${fetched} of at most ${total} packages fetched`);
      },
    }).catch((error) => {
      throw explainNpm(error, complaints);
    });
    writeStamp(STAMP, { lock });
    return { detail: formatBytes(folderSize(FOLDER)) };
  });
}

function explainNpm(error, complaints) {
  if (!(error instanceof CommandFailure)) return error;
  const known = explainOutput(error.lines, FOLDER);
  if (known) return new Refusal(known);
  return new Refusal(`The npm dependencies could not be installed: ${complaints[0] ?? error.message}`);
}
