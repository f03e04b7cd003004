import { computeMargins } from "@/domain/margins/compute-margins";
import { thresholdOf } from "@/domain/margins/pair-record";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { runGently } from "../gates/run-gently";
import { lossOf, readMarginRun } from "./read-margin-loss";
import { listRecordedSteps, type MarginsOf, type RecordSplit, readBands, readRecords } from "./record-queries";

export type MarginsAsked = MarginsOf & { split?: RecordSplit; before?: number; after?: number };

function stepAmong(steps: readonly { step: number }[], asked: number): number {
  if (steps.some(({ step }) => step === asked)) return asked;
  const known = steps.map(({ step }) => step).join(", ");
  throw new DomainError("Validation", `No pair was recorded at step ${asked}; there are ${known}.`);
}

/** Pairs that no step was taken on say more; those that trained stand in where nothing else was recorded. */
const splitOf = (steps: readonly { split: RecordSplit }[]): RecordSplit | null =>
  (["validation", "train"] as const).find((split) => steps.some((each) => each.split === split)) ?? null;

/** Of one run and split: margins by bucket at two steps, the first and the last unless others are asked for. */
export async function readMargins({ db, sql }: Pick<Services, "db" | "sql">, asked: MarginsAsked) {
  const { id, name, stage, config } = await readMarginRun(db, asked);
  const steps = await listRecordedSteps(sql, asked);
  const split = asked.split ?? splitOf(steps);
  const own = steps.filter((each) => each.split === split);
  const [first, last] = [own[0], own.at(-1)];
  const loss = lossOf(stage, config, last?.delta ?? 0);
  const threshold = last ? thresholdOf(loss, last.delta) : null;
  const head = { run: { id, name, stage }, loss, threshold, steps };
  if (!split || !first || !last) {
    return { ...head, split: null, beforeStep: null, afterStep: null, bins: [], buckets: [], bands: [] };
  }
  const beforeStep = stepAmong(own, asked.before ?? first.step);
  const afterStep = stepAmong(own, asked.after ?? last.step);
  const [before, after, bands] = await Promise.all([
    beforeStep === afterStep ? null : readRecords(sql, asked, { split, step: beforeStep }),
    readRecords(sql, asked, { split, step: afterStep }),
    readBands(sql, asked, split),
  ]);
  const line = threshold === null || loss.beta === null ? null : { threshold, beta: loss.beta };
  return { ...head, split, beforeStep, afterStep, ...(await runGently(computeMargins(before, after, line))), bands };
}
