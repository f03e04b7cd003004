import { CHECKOUT } from "./checkout.mjs";
import { fingerprintFiles } from "./fingerprint-files.mjs";
import { hasNvidiaGpu } from "./nvidia-gpu.mjs";

const FILES = {
  runtime: "runners/requirements.txt",
  development: "runners/requirements-dev.txt",
  cuda: "runners/requirements-cuda.txt",
};
const OWN_PACKAGE = ["runners/pyproject.toml", "runners/packaging/assay_build.py"];

function wantedKinds({ development }) {
  return ["runtime", ...(development ? ["development"] : []), ...(hasNvidiaGpu() ? ["cuda"] : [])];
}

/**
 * The requirement files of this machine, relative to the checkout.
 * @param {{ development: boolean }} options with what only the tests need
 */
export function requirementFiles({ development }) {
  return wantedKinds({ development }).map((kind) => FILES[kind]);
}

/**
 * What an environment is made of: a print for each requirement file, and `own` for the link to this checkout.
 * @param {{ development: boolean }} options with what only the tests need
 * @returns {Record<string, string>}
 */
export function environmentPrints({ development }) {
  const prints = wantedKinds({ development }).map((kind) => [kind, fingerprintFiles(CHECKOUT, [FILES[kind]])]);
  return Object.fromEntries([...prints, ["own", fingerprintFiles(CHECKOUT, OWN_PACKAGE, [CHECKOUT])]]);
}
