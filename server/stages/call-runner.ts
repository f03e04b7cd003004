import { execFile } from "node:child_process";
import { env } from "../env";
import { DomainError } from "../errors";
import { runnerEnvironment } from "./runner-environment";

const LIMIT_MILLISECONDS = 10 * 60_000;
const ANSWER_MAX_BYTES = 64 * 1024 * 1024;

type Outcome = { error: Error | null; stdout: string; stderr: string };

function runPython(args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      env().ASSAY_PYTHON,
      ["-m", "runners", ...args],
      {
        cwd: process.cwd(),
        env: runnerEnvironment(process.env),
        timeout: LIMIT_MILLISECONDS,
        maxBuffer: ANSWER_MAX_BYTES,
      },
      (error, stdout, stderr) => resolve({ error, stdout, stderr }),
    );
  });
}

/** Runs a short command of the Python package; what it refuses, it refuses in one sentence on its last line. */
export async function callRunner(args: readonly string[]): Promise<unknown> {
  const { error, stdout, stderr } = await runPython(args);
  if (error) {
    const sentence = stderr.trim().split("\n").at(-1);
    throw new DomainError("Validation", sentence || `\`python -m runners ${args[0]}\` failed.`);
  }
  return JSON.parse(stdout);
}
