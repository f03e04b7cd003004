import type { ReviewerKind } from "../campaigns/reviewers";
import type { Split } from "../datasets/dataset-types";
import type { Answer } from "../gates/case-facts";
import type { Label, PairOrigin } from "./pair";
import type { PairProvenance } from "./pair-provenance";

/** A text by its digest, with itself where it is at hand. */
export type TextRef = { digest: string; length: number; text?: string };

/** The note that a pair is about. */
export type NoteOf = {
  source: TextRef;
  /** The same for all that was written of one note and section, wherever it comes from. */
  promptKey: string;
  /** How the source becomes the prompt. */
  template: string;
  section: string | null;
  group: string;
  exampleId: string | null;
  noteHash: string;
};

export const promptKeyOf = ({ noteHash, section }: Pick<NoteOf, "noteHash" | "section">): string =>
  `${noteHash} ${section ?? ""}`;

/** One text says different things of different notes: what is known of it holds for its own note alone. */
export const textKeyOf = ({ promptKey }: Pick<NoteOf, "promptKey">, { digest }: Pick<TextRef, "digest">): string =>
  `${promptKey} ${digest}`;

/** A note that was read, with all that readers of one kind said of it. */
export type ReadNote = NoteOf & {
  caseId: string;
  campaignId: string;
  note: TextRef;
  arm: string | null;
  generationId: string | null;
  readers: ReviewerKind;
  readings: readonly { assessmentId: string; reviewerId: string; answer: Answer; corrected: string | null; at: Date }[];
  settled: { adjudicationId: string; answer: Answer; corrected: string | null } | null;
};

/** Two notes of one source that readers chose between. */
export type ChosenNotes = NoteOf & {
  caseId: string;
  campaignId: string;
  first: { note: TextRef; arm: string | null; generationId: string | null };
  second: { note: TextRef; arm: string | null; generationId: string | null };
  readers: ReviewerKind;
  readings: readonly { assessmentId: string; reviewerId: string; choice: "first" | "second" | "tie" | null }[];
};

/** A pair before anybody looked whether it may be taken. */
export type PairCandidate = NoteOf & {
  origin: PairOrigin;
  chosen: TextRef;
  rejected: TextRef;
  hChosen: Label;
  hRejected: Label;
  flipped: boolean;
  provenance: PairProvenance | null;
  assessmentIds: string[];
  generationIds: string[];
  /** Where a file or a version says it. */
  split: Split | null;
};

/** Counts what is left out, by the reason that is shown. */
export class LeftOut {
  readonly #counts = new Map<string, { remedy: string | null; pairs: number }>();

  add(reason: string, remedy: string | null = null, pairs = 1): void {
    const known = this.#counts.get(reason);
    if (known) known.pairs += pairs;
    else if (pairs > 0) this.#counts.set(reason, { remedy, pairs });
  }

  /** The most frequent first. */
  list(): { reason: string; remedy: string | null; pairs: number }[] {
    return [...this.#counts]
      .map(([reason, counted]) => ({ reason, ...counted }))
      .sort((one, other) => other.pairs - one.pairs || (one.reason < other.reason ? -1 : 1));
  }
}
