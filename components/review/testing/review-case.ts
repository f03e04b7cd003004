import type { ReviewCase, Round } from "@/domain/assessments/review-answer";
import { protocolSchema } from "@/domain/campaigns/protocol";
import { splitSentences } from "@/domain/sentences/split-sentences";
import { splitTurns } from "@/domain/sentences/split-turns";
import { CaseDesk } from "../case-desk";

export const NOTE = "Takes metformin 500 mg. Lisinopril was continued. No known allergies.";
export const SOURCE = [
  "Doctor: Any medicines?",
  "Patient: Metformin, five hundred. I stopped lisinopril in March.",
  "Doctor: Why?",
  "Patient: A dry cough.",
].join("\n");

const DIGEST = "a".repeat(64);

/** A case of any text, cut by the server's own functions. */
export function makeCase(more: Partial<ReviewCase> = {}, texts: { note?: string; source?: string } = {}): ReviewCase {
  const { note = NOTE, source = SOURCE } = texts;
  return {
    assignmentId: "case-one",
    practice: false,
    position: 1,
    total: 3,
    note: { text: note, digest: DIGEST, sentences: splitSentences(note) },
    otherNote: null,
    source: { text: source, digest: DIGEST, turns: splitTurns(source) },
    section: null,
    changes: [],
    state: "open",
    leasedUntil: null,
    ...more,
  };
}

export function makeProtocol(more: Partial<Round["protocol"]> = {}): Round["protocol"] {
  const { practice: _, ...protocol } = protocolSchema.parse({});
  return { ...protocol, ...more };
}

/** A desk that counts its ids, with what it kept and what it said. */
export function makeDesk(review = makeCase(), protocol = makeProtocol()) {
  const kept: ReviewCase["changes"] = [];
  const said: string[] = [];
  let made = 0;
  const desk = new CaseDesk(review, protocol, {
    takeSeconds: () => 1,
    keep: (changes) => kept.push(...changes),
    say: (words) => said.push(words),
    newId: () => {
      made += 1;
      return `made-${String(made).padStart(4, "0")}`;
    },
    now: () => new Date("2026-03-01T09:00:00Z"),
  });
  desk.patch({ endSeen: true });
  return { desk, kept, said, marks: () => desk.read().log.draft.marks };
}
