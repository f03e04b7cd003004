import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { example } from "@/db/schema/datasets";
import { generation } from "@/db/schema/evaluations";
import { newId } from "@/domain/identifiers";
import { type Batch, noteChange, warn } from "./batch";
import { insertSlices } from "./insert-slices";
import type { PlainEvent } from "./read-events";

type SampleEvent = Extract<PlainEvent, { type: "sample" }>;

/**
 * Those of the ids that are examples of this project; nobody knows a foreign, an erased or a wrong one. They are
 * held until the transaction ends, so that an erasure comes before it or finds what it stored.
 */
export async function readKnownExamples(tx: Transaction, projectId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const known = await tx
    .select({ id: example.id })
    .from(example)
    .where(
      and(
        eq(example.projectId, projectId),
        isNull(example.erasedAt),
        sql`${example.id} = any(${sql.param(ids)}::text[])`,
      ),
    )
    .orderBy(example.id)
    .for("share");
  return new Set(known.map((row) => row.id));
}

/** One generation for each example of a run. */
export async function storeGenerations(batch: Batch, event: SampleEvent): Promise<void> {
  const { tx, run } = batch;
  const newest = new Map(event.generations.map((row) => [row.example, row]));
  const known = await readKnownExamples(tx, run.projectId, [...newest.keys()]);
  const unknown = newest.size - known.size;
  if (unknown > 0) warn(batch, `${unknown} generations name examples that this project does not have; left out.`);
  const rows = [...newest.values()].filter((row) => known.has(row.example));
  for (const slice of insertSlices(rows, 11)) await upsertGenerations(batch, event.sequence, slice);
  if (rows.length > 0) noteChange(batch, "generations");
}

/** A later attempt replaces what an earlier one wrote, never the reverse. */
async function upsertGenerations({ tx, run, attempt }: Batch, sequence: number, rows: SampleEvent["generations"]) {
  await tx
    .insert(generation)
    .values(
      rows.map(({ example: exampleId, ...row }) => ({
        ...row,
        id: newId(),
        projectId: run.projectId,
        runId: run.id,
        exampleId,
        attempt: attempt.attempt,
        sequence,
      })),
    )
    .onConflictDoUpdate({
      target: [generation.runId, generation.exampleId],
      set: {
        text: sql`excluded.text`,
        finishReason: sql`excluded.finish_reason`,
        promptTokens: sql`excluded.prompt_tokens`,
        completionTokens: sql`excluded.completion_tokens`,
        seconds: sql`excluded.seconds`,
        attempt: sql`excluded.attempt`,
        sequence: sql`excluded.sequence`,
      },
      setWhere: sql`(${generation.attempt}, ${generation.sequence}) <= (excluded.attempt, excluded.sequence)`,
    });
}
