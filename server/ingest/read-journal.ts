import { z } from "zod";
import { scanFrames } from "@/domain/frames/frame";
import { SMALL_MAX, TIME_MAX } from "@/domain/runner-events";
import { DomainError } from "../errors";

const PIECE_BYTES = 4 * 1024 * 1024;

const identitySchema = z.looseObject({
  run: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  attempt: z.int().min(1).max(SMALL_MAX),
  time: z.number().positive().max(TIME_MAX),
});

export type JournalIdentity = z.infer<typeof identitySchema>;

const NO_JOURNAL = "This is not a journal: it begins with no event of a run.";

function parseHeader(header: string): unknown {
  try {
    return JSON.parse(header);
  } catch (error) {
    if (error instanceof SyntaxError) throw new DomainError("Validation", NO_JOURNAL);
    throw error;
  }
}

/** Whose journal this is, by its first frame; null where that is not whole yet. */
export function readIdentity(bytes: Uint8Array): JournalIdentity | null {
  const { frames, problem } = scanFrames(bytes);
  const [first] = frames;
  if (!first && problem === "truncated") return null;
  const parsed = identitySchema.safeParse(first ? parseHeader(first.header) : null);
  if (!parsed.success) throw new DomainError("Validation", NO_JOURNAL);
  return parsed.data;
}

/** The body in pieces of some megabytes, each behind what was left over of the one before. */
export async function* readPieces(body: ReadableStream<Uint8Array>, leftover: () => Uint8Array) {
  let gathered: Uint8Array[] = [];
  let length = 0;
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (value) gathered.push(value);
    length += value?.byteLength ?? 0;
    if (length >= PIECE_BYTES || (done && length > 0)) {
      yield new Uint8Array(Buffer.concat([leftover(), ...gathered]));
      gathered = [];
      length = 0;
    }
    if (done) return;
  }
}
