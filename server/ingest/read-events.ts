import { type Frame, scanFrames } from "@/domain/frames/frame";
import { type RunnerEvent, runnerEventSchema, TIME_MAX } from "@/domain/runner-events";
import { parseCleanJson } from "./clean-text";

type PointEventType = "metrics" | "resource";
export type PlainEvent = Exclude<RunnerEvent, { type: PointEventType }>;
/** Columns: step, time, then one for each key; all `rows` long. */
export type PointEvent = {
  type: PointEventType;
  sequence: number;
  keys: string[];
  rows: number;
  columns: Float64Array;
};
/** In its place in the journal stands something that can never be stored; it is told, and what follows goes on. */
export type RefusedEvent = { type: "refused"; sequence: number; what: string };
export type ReceivedEvent = PointEvent | PlainEvent | RefusedEvent;

/** Counted from 1 within what was sent. Names no value: a header may hold the text of an example. */
export type FrameProblem = { frame: number; sequence: number | null; what: string };

export type AttemptIdentity = { run: string; attempt: number };

class Refusal extends Error {
  readonly sequence: number | null;
  constructor(what: string, sequence: number | null = null) {
    super(what.slice(0, WHAT_MAX_CHARACTERS));
    this.sequence = sequence;
  }
}

/** The sender itself is wrong, not one event: nothing of it counts as stored. */
class ForeignFrame extends Refusal {}

/** A path in an event may hold keys of any length. */
const WHAT_MAX_CHARACTERS = 200;

const POINT_FIELDS = 7;
const KEY_MAX_CHARACTERS = 200;
/** One frame with a million names would hold everybody else up. */
const KEYS_A_FRAME_MOST = 20_000;
const isPositiveInteger = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1;
const isKey = (value: unknown): value is string =>
  typeof value === "string" && value.length >= 1 && value.length <= KEY_MAX_CHARACTERS;

/** The names of a points event, or why they are none. */
function readKeys(keys: unknown, sequence: number): string[] {
  if (!Array.isArray(keys) || keys.length === 0) throw new Refusal("it names no metric", sequence);
  if (keys.length > KEYS_A_FRAME_MOST) {
    throw new Refusal(`it names more than ${KEYS_A_FRAME_MOST.toLocaleString("en")} metrics`, sequence);
  }
  if (!keys.every(isKey)) throw new Refusal(`a metric's name has not 1 to ${KEY_MAX_CHARACTERS} characters`, sequence);
  if (keys.length > 1 && new Set(keys).size !== keys.length) throw new Refusal("a metric stands twice", sequence);
  return keys;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function columnsOf(body: Uint8Array): Float64Array {
  const aligned = body.byteOffset % 8 === 0 ? body : body.slice();
  return new Float64Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 8);
}

/** Points come by the hundred thousand, so they are checked by hand, as strictly as the schema would. */
function readPoints(type: PointEventType, header: Record<string, unknown>, body: Uint8Array): PointEvent {
  const { sequence, time, rows } = header;
  if (!isPositiveInteger(sequence)) throw new Refusal("sequence is not a positive integer");
  const wellFormed =
    Object.keys(header).length === POINT_FIELDS &&
    typeof time === "number" &&
    time > 0 &&
    time <= TIME_MAX &&
    isPositiveInteger(rows);
  if (!wellFormed) throw new Refusal(`the header is not that of a ${type} event`, sequence);
  const keys = readKeys(header.keys, sequence);
  if (body.byteLength !== (keys.length + 2) * rows * 8) throw new Refusal("keys, rows and columns disagree", sequence);
  const columns = columnsOf(body);
  for (let index = 0; index < 2 * rows; index += 1) {
    if (!Number.isFinite(columns[index])) throw new Refusal("a step or a time is not a finite number", sequence);
  }
  return { type, sequence, keys, rows, columns };
}

function readPlain(header: Record<string, unknown>, body: Uint8Array): PlainEvent {
  const sequence = isPositiveInteger(header.sequence) ? header.sequence : null;
  const parsed = runnerEventSchema.safeParse(header);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Refusal(`${issue?.path.join(".") || "header"}: ${issue?.code ?? "invalid"}`, sequence);
  }
  if (parsed.data.type === "metrics" || parsed.data.type === "resource") throw new Refusal("no columns", sequence);
  if (body.byteLength > 0) throw new Refusal("columns behind an event that has none", sequence);
  return parsed.data;
}

function readFrame(frame: Frame, from: AttemptIdentity): ReceivedEvent {
  let header: unknown;
  try {
    header = parseCleanJson(frame.header);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal("the header is not JSON");
    throw error;
  }
  if (!isRecord(header)) throw new Refusal("the header is not an object");
  if (header.run !== from.run || header.attempt !== from.attempt) {
    const sequence = isPositiveInteger(header.sequence) ? header.sequence : null;
    throw new ForeignFrame("it belongs to another run or attempt than the token", sequence);
  }
  return header.type === "metrics" || header.type === "resource"
    ? readPoints(header.type, header, frame.body)
    : readPlain(header, frame.body);
}

export type ReadEvents = {
  events: ReceivedEvent[];
  /** Frames whose events stand among `events` as refused. */
  refused: FrameProblem[];
  /** Where the reading ended before its time. */
  problem: FrameProblem | null;
  /** Bytes of the frames that were read. */
  consumed: number;
  /** The bytes end inside a frame: with more of them it may become whole. */
  cutOff: boolean;
};

function tryFrame(frame: Frame, from: AttemptIdentity): ReceivedEvent | Refusal {
  try {
    return readFrame(frame, from);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Frames follow one another without a gap, so a neighbour tells the sequence of one that does not say it. */
function sequenceAt(read: readonly (ReceivedEvent | Refusal)[], index: number): number | null {
  for (let distance = 0; distance < read.length; distance += 1) {
    const before = read[index - distance]?.sequence;
    if (before) return before + distance;
    const behind = read[index + distance]?.sequence;
    if (behind) return behind - distance >= 1 ? behind - distance : null;
  }
  return null;
}

/** Events from the front of `bytes`; those that are none are named, and end the reading only where that must be. */
export function readEvents(bytes: Uint8Array, from: AttemptIdentity): ReadEvents {
  const scan = scanFrames(bytes);
  const read = scan.frames.map((frame) => tryFrame(frame, from));
  const events: ReceivedEvent[] = [];
  const refused: FrameProblem[] = [];
  for (const [index, each] of read.entries()) {
    if (!(each instanceof Refusal)) {
      events.push(each);
      continue;
    }
    const sequence = sequenceAt(read, index);
    const problem: FrameProblem = { frame: index + 1, sequence, what: each.message };
    if (sequence === null || each instanceof ForeignFrame) {
      return { events, refused, problem, consumed: scan.frames[index]?.start ?? 0, cutOff: false };
    }
    refused.push(problem);
    events.push({ type: "refused", sequence, what: each.message });
  }
  const problem: FrameProblem | null = scan.problem && {
    frame: scan.frames.length + 1,
    sequence: null,
    what: scan.problem === "corrupt" ? "the frame is corrupt" : "the frame is cut off",
  };
  return { events, refused, problem, consumed: scan.consumed, cutOff: scan.problem === "truncated" };
}
