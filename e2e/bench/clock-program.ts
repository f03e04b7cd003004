import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

type Clock = { home: string; startSeconds: number; events: number; betweenSeconds: number };

/** A program of somebody's, in a Python process of its own, that waits until it may log its clock. */
export async function startClock({ home, startSeconds, events, betweenSeconds }: Clock) {
  const child = spawn(
    ".venv/bin/python",
    ["e2e/bench/log-clock.py", ...[startSeconds, events, betweenSeconds].map(String)],
    {
      env: { ...process.env, ASSAY_HOME: home, PYTHONPATH: `${process.cwd()}:runners/client` },
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  const ended = once(child, "exit");
  const [address] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended.then(([code]) => Promise.reject(new Error(`The program ended with ${code}.`))),
  ]);
  return { address: String(address), begin: () => child.stdin.write("\n"), ended };
}
