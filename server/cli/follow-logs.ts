import { setTimeout as sleep } from "node:timers/promises";
import { RUN_RULES } from "@/domain/runs/run-rules";
import type { Session } from "./session";

const PAGE = 1_000;
const LOOK_MILLISECONDS = 500;

type Wanted = { run: string; follow: boolean; json: boolean };

/** Prints the log from its first line, and with `follow` what is added until the run ends. */
export async function followLogs(session: Session, wanted: Wanted): Promise<void> {
  const project = await session.project();
  let after = 0;
  for (;;) {
    // The state is read before the lines, so a run that ends in between is read once more.
    const { state } = await session.client.runs.byId.query({ project, run: wanted.run });
    const { lines } = await session.client.logs.read.query({ project, run: wanted.run, after, limit: PAGE });
    for (const line of lines) {
      const text = wanted.json ? JSON.stringify(line) : `${new Date(line.time * 1_000).toISOString()}  ${line.text}`;
      process.stdout.write(`${text}\n`);
      after = line.number;
    }
    if (lines.length === PAGE) continue;
    if (!wanted.follow || RUN_RULES[state].settled) return;
    await sleep(LOOK_MILLISECONDS);
  }
}
