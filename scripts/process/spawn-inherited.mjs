import { spawn } from "node:child_process";

const SIGNALS = { SIGINT: 130, SIGTERM: 143 };

/**
 * Runs a program on this terminal; what the terminal sends, it gets itself.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} exit code
 */
export function spawnInherited(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: "inherit" });
    process.on("SIGINT", () => {});
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? SIGNALS[signal] ?? 1));
  });
}
