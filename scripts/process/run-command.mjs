import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const KEPT_LINES = 60;

/** A program that ended otherwise than with 0. */
export class CommandFailure extends Error {
  /** @param {string} command @param {number | null} code @param {string[]} lines */
  constructor(command, code, lines) {
    super(
      `${command} ended with ${code ?? "a signal"}: ${lines.findLast((line) => line.trim() !== "") ?? "no output"}`,
    );
    this.name = "CommandFailure";
    this.code = code;
    this.lines = lines;
  }
}

/**
 * Runs a program to its end and hands every line of its output on; the last lines are kept for a failure.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, uid?: number, gid?: number, input?: string, onLine?: (line: string) => void }} options
 * @returns {Promise<string[]>} the last lines
 */
export function runCommand(command, args, { cwd, env, uid, gid, input, onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      uid,
      gid,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    const end = () => child.kill("SIGTERM");
    process.once("exit", end);
    const lines = [];
    const hear = (line) => {
      lines.push(line);
      if (lines.length > KEPT_LINES) lines.shift();
      onLine?.(line);
    };
    createInterface({ input: child.stdout }).on("line", hear);
    createInterface({ input: child.stderr }).on("line", hear);
    child.once("error", reject);
    child.once("close", (code) => {
      process.removeListener("exit", end);
      if (code === 0) resolve(lines);
      else reject(new CommandFailure(command, code, lines));
    });
    child.stdin?.on("error", () => {}).end(input);
  });
}
