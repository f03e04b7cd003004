import { rmSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure, runCommand } from "../process/run-command.mjs";
import { explainOutput } from "../terminal/explain-failure.mjs";
import { formatBytes } from "../terminal/format-quantity.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { say, step } from "../terminal/step.mjs";
import { CHECKOUT, inCheckout } from "./checkout.mjs";
import { chooseTorchSource } from "./choose-torch-source.mjs";
import { findPython } from "./find-python.mjs";
import { fingerprintFiles } from "./fingerprint-files.mjs";
import { folderSize } from "./folder-size.mjs";
import { countInstalled, describePipLine } from "./pip-progress.mjs";
import { ENVIRONMENT_FOLDER, ENVIRONMENT_PYTHON, environmentRuns, pythonVariables } from "./python-environment.mjs";
import { pinsInstalled, readRequirements } from "./read-requirements.mjs";
import { requireFreeSpace } from "./require-free-space.mjs";
import { readStamp, removeStamp, writeStamp } from "./stamp.mjs";

const NEEDED_BYTES = 3 * 1024 ** 3;
const LOOK_MILLISECONDS = 1_000;
const STAMP = join(ENVIRONMENT_FOLDER, "assay-stamp.json");
const FILES = { runtime: "runners/requirements.txt", development: "runners/requirements-dev.txt" };

async function holdsPins(file) {
  const args = ["-m", "pip", "list", "--format=json", "--disable-pip-version-check"];
  const lines = await runCommand(ENVIRONMENT_PYTHON, args, { env: pythonVariables() });
  if (!pinsInstalled(readRequirements(file), JSON.parse(lines.find((line) => line.startsWith("[")) ?? "[]")))
    return false;
  await runCommand(ENVIRONMENT_PYTHON, ["-m", "pip", "check"], { env: pythonVariables() });
  return true;
}

/** An environment without our stamp is a person's own, which is kept when it holds all, or an interrupted one. */
async function canBeKept(file) {
  if (!environmentRuns()) return false;
  try {
    return await holdsPins(file);
  } catch (error) {
    if (error instanceof CommandFailure) return false;
    throw error;
  }
}

async function install(file, progress) {
  let torch;
  let state = "";
  const env = pythonVariables();
  const show = () => progress(`${state} (${countInstalled(ENVIRONMENT_FOLDER)} there)`);
  const timer = setInterval(() => state.startsWith("installing") && show(), LOOK_MILLISECONDS);
  const pip = (args) =>
    runCommand(ENVIRONMENT_PYTHON, ["-m", "pip", "install", "--progress-bar", "off", ...args], {
      cwd: CHECKOUT,
      env,
      onLine: (line) => {
        torch ??= /torch-\d[^/\s]*\.whl/.exec(line)?.[0];
        state = describePipLine(line) ?? state;
        if (state.startsWith("installing")) show();
        else progress(state);
      },
    });
  const requirement = `torch==${readRequirements(inCheckout(file)).get("torch")}`;
  try {
    const source = await chooseTorchSource(ENVIRONMENT_PYTHON, requirement, env);
    say(`  ${source.sentence}.`);
    if (source.indexArgs) await pip([requirement, ...source.indexArgs]);
    await pip(["-r", file]);
    return torch;
  } finally {
    clearInterval(timer);
  }
}

async function build(file, kept) {
  const python = kept ? null : findPython();
  requireFreeSpace(ENVIRONMENT_FOLDER, kept ? NEEDED_BYTES / 6 : NEEDED_BYTES, "installing the Python packages");
  const title = kept ? "Python packages" : `Python packages (Python ${python.version} at ${python.path})`;
  await step(title, async (progress) => {
    try {
      if (!kept) {
        rmSync(ENVIRONMENT_FOLDER, { recursive: true, force: true });
        progress("making the virtual environment");
        await runCommand(python.path, ["-m", "venv", ENVIRONMENT_FOLDER], { env: pythonVariables() });
      }
      const torch = await install(file, progress);
      return { detail: [formatBytes(folderSize(ENVIRONMENT_FOLDER)), torch].filter(Boolean).join(", ") };
    } catch (error) {
      throw explainPip(error);
    }
  });
}

function explainPip(error) {
  if (!(error instanceof CommandFailure)) return error;
  const known = explainOutput(error.lines, ENVIRONMENT_FOLDER);
  const cause = error.lines.findLast((line) => line.startsWith("ERROR:"))?.slice(7);
  return new Refusal(known ?? `The Python packages could not be installed: ${cause ?? error.message}`);
}

const fingerprints = (development) => {
  const wanted = development ? ["runtime", "development"] : ["runtime"];
  return Object.fromEntries(wanted.map((kind) => [kind, fingerprintFiles(CHECKOUT, [FILES[kind]])]));
};

/** @param {{ development: boolean }} options with what only the tests need */
export function pythonIsReady({ development }) {
  const stamp = readStamp(STAMP);
  return environmentRuns() && Object.entries(fingerprints(development)).every(([kind, print]) => stamp[kind] === print);
}

/**
 * Makes .venv with the pinned packages where it is missing, half done or of other pins.
 * @param {{ development: boolean }} options with what only the tests need
 */
export async function ensurePython({ development }) {
  if (pythonIsReady({ development })) return;
  const prints = fingerprints(development);
  const stamp = readStamp(STAMP);
  const file = development ? FILES.development : FILES.runtime;
  const kept = environmentRuns() && stamp.runtime !== undefined;
  if (kept || !(await canBeKept(inCheckout(file)))) {
    removeStamp(STAMP);
    await build(file, kept);
  }
  writeStamp(STAMP, stamp.runtime === prints.runtime ? { ...stamp, ...prints } : prints);
}
