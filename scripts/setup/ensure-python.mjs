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
import { folderSize } from "./folder-size.mjs";
import { countInstalled, describePipLine } from "./pip-progress.mjs";
import { ENVIRONMENT_FOLDER, ENVIRONMENT_PYTHON, environmentRuns, pythonVariables } from "./python-environment.mjs";
import { environmentPrints, requirementFiles } from "./python-packages.mjs";
import { pinsInstalled, readRequirements } from "./read-requirements.mjs";
import { requireFreeSpace } from "./require-free-space.mjs";
import { readStamp, removeStamp, writeStamp } from "./stamp.mjs";

const NEEDED_BYTES = 3 * 1024 ** 3;
const LOOK_MILLISECONDS = 1_000;
const RUNTIME = "runners/requirements.txt";
const STAMP = join(ENVIRONMENT_FOLDER, "assay-stamp.json");

async function holdsPins(files) {
  const args = ["-m", "pip", "list", "--format=json", "--disable-pip-version-check"];
  const lines = await runCommand(ENVIRONMENT_PYTHON, args, { env: pythonVariables() });
  const installed = JSON.parse(lines.find((line) => line.startsWith("[")) ?? "[]");
  if (!files.every((file) => pinsInstalled(readRequirements(inCheckout(file)), installed))) return false;
  await runCommand(ENVIRONMENT_PYTHON, ["-m", "pip", "check"], { env: pythonVariables() });
  return true;
}

/** An environment without our stamp is a person's own, which is kept when it holds all, or an interrupted one. */
async function canBeKept(files) {
  if (!environmentRuns()) return false;
  try {
    return await holdsPins(files);
  } catch (error) {
    if (error instanceof CommandFailure) return false;
    throw error;
  }
}

async function install(files, progress) {
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
  const requirement = `torch==${readRequirements(inCheckout(RUNTIME)).get("torch")}`;
  try {
    const source = await chooseTorchSource(ENVIRONMENT_PYTHON, requirement, env);
    say(`  ${source.sentence}.`);
    if (source.indexArgs) await pip([requirement, ...source.indexArgs]);
    await pip(files.flatMap((file) => ["-r", file]));
    return torch;
  } finally {
    clearInterval(timer);
  }
}

async function build(files, kept) {
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
      const torch = await install(files, progress);
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

/** Makes `import assay` work wherever this environment's Python is started. */
async function linkCheckout() {
  const args = ["-m", "pip", "install", "--no-deps", "--no-build-isolation", "--no-index", "-e", "./runners"];
  await step("Python package assay", async () => {
    try {
      await runCommand(ENVIRONMENT_PYTHON, args, { cwd: CHECKOUT, env: pythonVariables() });
    } catch (error) {
      throw explainPip(error);
    }
  });
}

/** @param {{ development: boolean }} options with what only the tests need */
export function pythonIsReady({ development }) {
  const stamp = readStamp(STAMP);
  return (
    environmentRuns() &&
    Object.entries(environmentPrints({ development })).every(([kind, print]) => stamp[kind] === print)
  );
}

/**
 * Makes .venv with the pinned packages where it is missing, half done or of other pins.
 * @param {{ development: boolean }} options with what only the tests need
 */
export async function ensurePython({ development }) {
  if (pythonIsReady({ development })) return;
  const { own, ...prints } = environmentPrints({ development });
  const files = requirementFiles({ development });
  const stamp = readStamp(STAMP);
  const kept = environmentRuns() && stamp.runtime !== undefined;
  const current = kept && Object.entries(prints).every(([kind, print]) => stamp[kind] === print);
  if (!current && (kept || !(await canBeKept(files)))) {
    removeStamp(STAMP);
    await build(files, kept);
  }
  await linkCheckout();
  writeStamp(STAMP, { ...(stamp.runtime === prints.runtime ? stamp : {}), ...prints, own });
}
