import { execFile } from "node:child_process";
import { z } from "zod";
import { DomainError } from "../errors";
import { runnerEnvironment } from "./runner-environment";

const LIMIT_MILLISECONDS = 10 * 60_000;
const ANSWER_MAX_BYTES = 64 * 1024 * 1024;

type Outcome = { error: Error | null; stdout: string; stderr: string };

function runPython(python: string, args: readonly string[], given: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      python,
      ["-m", "runners", ...args],
      {
        cwd: process.cwd(),
        env: runnerEnvironment(process.env),
        timeout: LIMIT_MILLISECONDS,
        maxBuffer: ANSWER_MAX_BYTES,
      },
      (error, stdout, stderr) => resolve({ error, stdout, stderr }),
    );
    // A command that ends without reading leaves a broken pipe; what it said stands in its outcome.
    child.stdin?.on("error", () => {}).end(given);
  });
}

const refusalSchema = z.object({
  error: z.object({ reason: z.string(), remedy: z.string().nullish(), field: z.string().nullish() }),
});

function refusalOf({ stdout, stderr }: Outcome, command: string): DomainError {
  const said = refusalSchema.safeParse(readJson(stdout));
  if (!said.success) {
    return new DomainError(
      "Validation",
      stderr.trim().split("\n").at(-1) || `\`python -m runners ${command}\` failed.`,
    );
  }
  const { reason, remedy, field } = said.data.error;
  const problem = { where: field ?? "file", what: reason, ...(remedy ? { remedy } : {}) };
  return new DomainError("Validation", [reason, remedy].filter(Boolean).join(" "), [problem]);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Runs a short command of the Python package on `given`; what it refuses, it refuses in one sentence. */
export async function callRunner(python: string, args: readonly string[], given = ""): Promise<unknown> {
  const outcome = await runPython(python, args, given);
  if (outcome.error) throw refusalOf(outcome, args[0] ?? "");
  return JSON.parse(outcome.stdout);
}
