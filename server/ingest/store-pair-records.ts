import { pairRecords } from "@/db/schema/margins";
import { type Batch, noteChange } from "./batch";
import type { PlainEvent } from "./read-events";

type PairRecordsEvent = Extract<PlainEvent, { type: "pair_records" }>;

/** As they come: which of them a resumed attempt took back is decided when they are read. */
export async function storePairRecords(batch: Batch, event: PairRecordsEvent): Promise<void> {
  const { tx, run, attempt } = batch;
  await tx.insert(pairRecords).values({
    projectId: run.projectId,
    runId: run.id,
    attempt: attempt.attempt,
    sequence: event.sequence,
    step: event.step,
    split: event.split,
    delta: event.delta,
    pairs: event.ids,
    logpChosen: event.logp_w,
    logpRejected: event.logp_l,
    referenceChosen: event.ref_logp_w,
    referenceRejected: event.ref_logp_l,
    tokensChosen: event.len_w,
    tokensRejected: event.len_l,
    hChosen: event.h_w,
    hRejected: event.h_l,
    flipped: event.flipped,
  });
  noteChange(batch, "margins");
}
