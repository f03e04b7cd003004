import { delimiter } from "node:path";
import { inCheckout } from "../setup/checkout.mjs";
import { findPython } from "../setup/find-python.mjs";
import { ENVIRONMENT_PYTHON, environmentRuns } from "../setup/python-environment.mjs";

/**
 * How the command line is started: it needs a Python and nothing that is installed.
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ command: string, args: string[], env: NodeJS.ProcessEnv }}
 */
export function commandLine(args, env) {
  const own = [inCheckout(), inCheckout("runners", "client")];
  return {
    command: environmentRuns() ? ENVIRONMENT_PYTHON : findPython().path,
    args: ["-P", "-m", "assay", ...args],
    env: { ...env, PYTHONPATH: [...own, env.PYTHONPATH].filter(Boolean).join(delimiter) },
  };
}
