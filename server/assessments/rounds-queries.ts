import type { Database, Transaction } from "@/db/database";
import { campaignReviewer } from "@/db/schema/campaigns";
import type { Round, RoundSummary } from "@/domain/assessments/review-answer";
import type { Protocol } from "@/domain/campaigns/protocol";
import { countTurns, type TurnCounts } from "./count-turns";
import { type Reader, type ReaderAt, readsFromQueue, requireReader, selectReaders } from "./reader";

export function practiceOf(reader: Reader, { practiceDone, practiceTotal }: TurnCounts): RoundSummary["practice"] {
  const asked = reader.protocol.practice;
  return {
    needed: asked !== null,
    passed: asked === null || reader.practisedAt !== null,
    done: practiceDone,
    total: practiceTotal,
    passMark: asked?.passMark ?? null,
    score: reader.practiceScore,
  };
}

async function summarise(db: Database | Transaction, reader: Reader): Promise<RoundSummary> {
  const counts = await countTurns(db, reader);
  return {
    campaign: reader.campaignId,
    title: reader.title,
    state: reader.state,
    mode: reader.protocol.mode,
    done: counts.done,
    total: counts.total,
    practice: practiceOf(reader, counts),
  };
}

const OPEN_FIRST = ["open", "paused", "closed"];

/** The rounds that the viewer reads in, those with work first. */
export async function listRounds(db: Database, at: ReaderAt): Promise<RoundSummary[]> {
  const readers = (await selectReaders(db, at).orderBy(campaignReviewer.createdAt)).filter(
    ({ removedAt }) => removedAt === null,
  );
  const rounds = await Promise.all(readers.map((reader) => summarise(db, reader)));
  return rounds.sort((one, other) => OPEN_FIRST.indexOf(one.state) - OPEN_FIRST.indexOf(other.state));
}

/** The protocol as a reader sees it, field by field. */
export function protocolForReader(protocol: Protocol): Round["protocol"] {
  return {
    mode: protocol.mode,
    unit: protocol.unit,
    inferenceAllowed: protocol.inferenceAllowed,
    trueButAbsentIsError: protocol.trueButAbsentIsError,
    taxonomy: protocol.taxonomy,
    severities: protocol.severities,
    omissions: protocol.omissions,
    corrections: protocol.corrections,
    hints: protocol.hints,
    required: protocol.required,
    instructions: protocol.instructions,
    examples: protocol.examples,
  };
}

export async function readRound(db: Database, at: ReaderAt, campaignId: string): Promise<Round> {
  const reader = await requireReader(db, at, campaignId);
  return {
    ...(await summarise(db, reader)),
    protocol: protocolForReader(reader.protocol),
    leaseMinutes: readsFromQueue(reader) ? reader.design.leaseMinutes : null,
  };
}
