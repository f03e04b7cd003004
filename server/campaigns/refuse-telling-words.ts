import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { ControlRequest } from "@/domain/campaigns/campaign-request";
import { namesModel } from "@/domain/campaigns/model-words";
import type { Protocol } from "@/domain/campaigns/protocol";
import { DomainError } from "../errors";

/** Names that a reader must not meet: of the project's models and of the runs and arms that are read. */
async function readNames(db: Database, projectId: string, runs: readonly string[]): Promise<string[]> {
  const models = await db.execute<{ name: string; reference: string }>(
    sql`select name, reference from model where project_id = ${projectId}`,
  );
  const names = models.flatMap(({ name, reference }) => [name, reference]);
  if (runs.length === 0) return names;
  const rows = await db.execute<{ name: string }>(
    sql`select name from run where project_id = ${projectId} and id in ${[...runs]}`,
  );
  return [...names, ...rows.map(({ name }) => name)];
}

type Shown = {
  title: string;
  protocol: Pick<Protocol, "instructions" | "examples" | "taxonomy" | "severities">;
  controls?: readonly ControlRequest[];
};

/** What a reader is told of a practice case behind her verdict. */
function feedbackWords({ truth, provenance }: ControlRequest): string {
  return [provenance.how === "settled" ? provenance.why : "", ...truth.marks.map(({ comment }) => comment)].join(" ");
}

/** Everything that people write and readers see, by its field. */
function wordsShown({ title, protocol, controls = [] }: Shown): { where: string; text: string }[] {
  const { instructions, examples, taxonomy, severities } = protocol;
  const named = [...taxonomy.types, ...severities].map(({ label, description }) => `${label} ${description}`);
  const practice = controls.filter(({ kind }) => kind === "practice");
  return [
    { where: "title", text: title },
    { where: "instructions", text: instructions },
    { where: "examples", text: examples.map(({ source, note, why }) => `${source} ${note} ${why}`).join(" ") },
    { where: "types and severity", text: named.join(" ") },
    { where: "reasons of practice cases", text: practice.map(feedbackWords).join(" ") },
  ];
}

/** A short name of a run, such as "base", is a word of the language: only a title must not hold it. */
const SHORTEST_NAME_IN_TEXT = 6;

export async function refuseTellingWords(
  db: Database,
  projectId: string,
  { shown, runs, arms }: { shown: Shown; runs: readonly string[]; arms: readonly string[] },
): Promise<void> {
  const names = [...(await readNames(db, projectId, runs)), ...arms].filter((name) => name.trim().length > 1);
  const long = names.filter((name) => name.length >= SHORTEST_NAME_IN_TEXT);
  for (const { where, text } of wordsShown(shown)) {
    const told = namesModel(text, where === "title" ? names : long);
    if (told === null) continue;
    const what = `The ${where} ${where === "title" ? "says" : "say"} "${told}", which tells readers whose notes they read.`;
    const remedy = "Write it without models, methods and runs, such as “Clinic letters, round 1”.";
    throw new DomainError("Validation", what, [{ where, what, remedy }]);
  }
}
