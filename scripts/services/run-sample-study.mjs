import { spawn } from "node:child_process";
import { commandLine } from "../process/command-line.mjs";
import { CHECKOUT } from "../setup/checkout.mjs";

/**
 * Runs `assay studies sample` with the demo's own flags, its input and output being the demo's.
 * @param {readonly string[]} flags
 * @param {NodeJS.ProcessEnv} variables
 * @returns {{ ended: Promise<number>, stop: () => void }}
 */
export function runSampleStudy(flags, variables) {
  const { command, args, env } = commandLine(["studies", "sample", ...flags], variables);
  // Files are named from where the person stands.
  const child = spawn(command, args, { cwd: process.env.INIT_CWD ?? CHECKOUT, env, stdio: "inherit" });
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
  return { ended, stop: () => child.kill("SIGTERM") };
}
