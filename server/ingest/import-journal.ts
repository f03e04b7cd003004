import { FRAME_MAX_BYTES } from "@/domain/frames/frame";
import type { RunState } from "@/domain/runs/run-rules";
import type { Services } from "../context";
import { DomainError } from "../errors";
import type { IngestSettings } from "./batch";
import { closeImport } from "./close-import";
import { ensureImportedAttempt } from "./ensure-imported-attempt";
import { type FrameProblem, type ReadEvents, type ReceivedEvent, readEvents } from "./read-events";
import { type JournalIdentity, readIdentity, readPieces } from "./read-journal";
import { type AttemptKey, type Stored, storeEvents } from "./store-events";

export type ImportRequest = { projectId: string; userId: string; name: string; stage: string };

export type ImportAnswer = {
  run: string;
  attempt: number;
  state: RunState;
  /** Highest contiguous sequence stored. */
  acknowledged: number;
  /** Events stored now, and those that were there already. */
  stored: number;
  known: number;
  events: Record<string, number>;
  points: number;
  /** Bytes of a frame that a crash cut off at the end; they hold no returned call. */
  tornBytes: number;
  problem: FrameProblem | null;
  /** The first events that could not be stored, and are told in the log; counted from the start of the journal. */
  refused: FrameProblem[];
};

const REFUSED_NAMED_MOST = 20;

function firstConfig(events: readonly ReceivedEvent[]): Record<string, unknown> {
  const started = events.find((event) => event.type === "started");
  return started?.type === "started" ? started.resolvedConfig : {};
}

async function openImport({ db }: Pick<Services, "db">, request: ImportRequest, by: JournalIdentity, read: ReadEvents) {
  const key: AttemptKey = { projectId: request.projectId, runId: by.run, attempt: by.attempt };
  const { name, stage, userId: createdBy } = request;
  const startedAt = new Date(by.time * 1_000);
  const imported = { key, name, stage, createdBy, startedAt, givenConfig: firstConfig(read.events) };
  await db.transaction((tx) => ensureImportedAttempt(tx, imported));
  return key;
}

function addUp(answer: ImportAnswer, { events, refused, problem, cutOff }: ReadEvents, stored: Stored): void {
  for (const event of events) {
    if (event.type === "refused") continue;
    answer.events[event.type] = (answer.events[event.type] ?? 0) + 1;
    if (event.type === "metrics" || event.type === "resource") answer.points += event.rows * event.keys.length;
  }
  const before = answer.stored + answer.known;
  const named = refused.slice(0, REFUSED_NAMED_MOST - answer.refused.length);
  answer.refused.push(...named.map((each) => ({ ...each, frame: each.frame + before })));
  if (problem && !cutOff) answer.problem = { ...problem, frame: problem.frame + before };
  answer.stored += stored.stored;
  answer.known += events.length - stored.stored;
  answer.acknowledged = stored.acknowledged;
}

/** Stores a journal from any machine as a run. Doing it again, or after it grew, adds only what is new. */
export async function importJournal(
  services: Pick<Services, "db" | "now">,
  settings: IngestSettings,
  request: ImportRequest,
  body: ReadableStream<Uint8Array>,
): Promise<ImportAnswer> {
  let rest: Uint8Array = new Uint8Array();
  let identity: JournalIdentity | null = null;
  let key: AttemptKey | null = null;
  const none = {
    acknowledged: 0,
    stored: 0,
    known: 0,
    events: {},
    points: 0,
    tornBytes: 0,
    problem: null,
    refused: [],
  };
  const answer: ImportAnswer = { run: "", attempt: 0, state: "starting", ...none };
  for await (const piece of readPieces(body, () => rest)) {
    rest = piece;
    identity ??= readIdentity(piece);
    if (!identity) continue;
    const read = readEvents(piece, identity);
    key ??= await openImport(services, request, identity, read);
    addUp(answer, read, await storeEvents(services, settings, key, read.events));
    rest = piece.slice(read.consumed);
    if (answer.problem || rest.byteLength > FRAME_MAX_BYTES) break;
  }
  if (!key) throw new DomainError("Validation", "The journal holds no whole event.");
  const state = await closeImport(services, key);
  return { ...answer, run: key.runId, attempt: key.attempt, state, tornBytes: rest.byteLength };
}
