import { spawn } from "node:child_process";
import { CHECKOUT, inCheckout } from "../setup/checkout.mjs";

/**
 * Runs `assay studies sample` with the demo's own flags, its input and output being the demo's.
 * @param {readonly string[]} flags
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ ended: Promise<number>, stop: () => void }}
 */
export function runSampleStudy(flags, env) {
  const child = spawn(process.execPath, [inCheckout("dist", "assay.mjs"), "studies", "sample", ...flags], {
    // Files are named from where the person stands.
    cwd: process.env.INIT_CWD ?? CHECKOUT,
    env,
    stdio: "inherit",
  });
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
  return { ended, stop: () => child.kill("SIGTERM") };
}
