import { openAsBlob } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { z } from "zod";
import { FailedError } from "./outcome";
import type { Session } from "./session";

const refusedSchema = z.object({ message: z.string() }).or(z.object({ error: z.string() }));
const problemSchema = z.object({ frame: z.number(), what: z.string() });
const importedSchema = z.looseObject({
  run: z.string(),
  acknowledged: z.number(),
  problem: problemSchema.nullable(),
  refused: z.array(problemSchema),
});

export type ImportOptions = { name?: string; stage?: string };

/** Sends a journal to be stored as a run; a second time it changes nothing. */
export async function importJournal(session: Session, journal: string, { name, stage }: ImportOptions) {
  const url = new URL("/api/runs/import", session.url);
  url.searchParams.set("project", await session.project());
  url.searchParams.set("name", name ?? basename(dirname(resolve(journal))));
  if (stage) url.searchParams.set("stage", stage);
  const answer = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${session.token}`, "content-type": "application/octet-stream" },
    body: await openAsBlob(journal),
  });
  const said: unknown = await answer.json();
  if (answer.ok) return importedSchema.parse(said);
  const stopped = importedSchema.safeParse(said);
  if (stopped.success && stopped.data.problem) {
    const { run, acknowledged, problem } = stopped.data;
    throw new FailedError(`${run} has the first ${acknowledged} events; frame ${problem.frame}: ${problem.what}.`);
  }
  const refused = refusedSchema.safeParse(said);
  if (!refused.success) throw new FailedError(`The server answered ${answer.status}.`);
  throw new FailedError("message" in refused.data ? refused.data.message : refused.data.error);
}
