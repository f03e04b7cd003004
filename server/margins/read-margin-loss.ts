import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { run } from "@/db/schema/runs";
import type { MarginLoss } from "@/domain/margins/pair-record";
import { DomainError } from "../errors";
import type { MarginsOf } from "./record-queries";

const asNumber = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** What the run's config says of its loss; a program of somebody's own may say nothing of it. */
export function lossOf(stage: string, config: Readonly<Record<string, unknown>>, recorded: number): MarginLoss {
  const loss = typeof config.loss === "string" ? config.loss : stage;
  return { loss, beta: asNumber(config.beta), delta: asNumber(config.delta) ?? recorded };
}

export async function readMarginRun(db: Database, of: MarginsOf) {
  const [found] = await db
    .select({ id: run.id, name: run.name, stage: run.stage, given: run.givenConfig, resolved: run.resolvedConfig })
    .from(run)
    .where(and(eq(run.projectId, of.projectId), eq(run.id, of.runId)));
  if (!found) throw new DomainError("NotFound", "There is no such run in this project.");
  return { ...found, config: found.resolved ?? found.given };
}
