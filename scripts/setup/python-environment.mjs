import { existsSync } from "node:fs";
import { inCheckout } from "./checkout.mjs";

export const ENVIRONMENT_FOLDER = inCheckout(".venv");

/** The interpreter that every service and test runs. */
export const ENVIRONMENT_PYTHON = inCheckout(".venv", "bin", "python");

/** False also where the Python behind the environment was removed or replaced. */
export function environmentRuns() {
  return existsSync(ENVIRONMENT_PYTHON);
}

/** What surrounds pip and Python, free of settings that would lead them out of the virtual environment. */
export function pythonVariables() {
  const { PYTHONHOME, PYTHONPATH, PIP_USER, PIP_TARGET, PIP_PREFIX, ...rest } = process.env;
  return {
    ...rest,
    PYTHONNOUSERSITE: "1",
    PYTHONUNBUFFERED: "1",
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    PIP_NO_INPUT: "1",
  };
}
