import { and, asc, count, eq, ilike, or, type SQL } from "drizzle-orm";
import type { Database } from "@/db/database";
import { example } from "@/db/schema/datasets";
import { generation } from "@/db/schema/evaluations";

export type GenerationFilter = {
  query?: string | undefined;
  finishReason?: "stop" | "length" | "error" | undefined;
};

function literally(query: string): string {
  return `%${query.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** One page of what a run wrote, in the order of its dataset, with the counts of the whole and of the matching. */
export async function listGenerations(
  db: Database,
  within: { projectId: string; runId: string },
  by: GenerationFilter & { offset: number; limit: number },
) {
  const ofRun = and(eq(generation.projectId, within.projectId), eq(generation.runId, within.runId));
  const filters: (SQL | undefined)[] = [ofRun];
  if (by.finishReason) filters.push(eq(generation.finishReason, by.finishReason));
  if (by.query) {
    const like = literally(by.query);
    filters.push(or(ilike(generation.text, like), ilike(example.source, like), ilike(example.reference, like)));
  }
  const sameExample = and(eq(example.projectId, generation.projectId), eq(example.id, generation.exampleId));
  const matchingRows = and(...filters);
  const [rows, reasons, [matching]] = await Promise.all([
    db
      .select({
        id: generation.id,
        exampleId: example.id,
        position: example.position,
        section: example.section,
        source: example.source,
        reference: example.reference,
        text: generation.text,
        finishReason: generation.finishReason,
        promptTokens: generation.promptTokens,
        completionTokens: generation.completionTokens,
        seconds: generation.seconds,
      })
      .from(generation)
      .innerJoin(example, sameExample)
      .where(matchingRows)
      .orderBy(asc(example.position), asc(generation.id))
      .limit(by.limit)
      .offset(by.offset),
    db
      .select({ finishReason: generation.finishReason, n: count() })
      .from(generation)
      .where(ofRun)
      .groupBy(generation.finishReason),
    db.select({ n: count() }).from(generation).innerJoin(example, sameExample).where(matchingRows),
  ]);
  const finishReasons = { stop: 0, length: 0, error: 0 };
  for (const reason of reasons) finishReasons[reason.finishReason] = reason.n;
  const total = finishReasons.stop + finishReasons.length + finishReasons.error;
  return { rows, total, matching: matching?.n ?? 0, finishReasons };
}
