import type { Mark } from "@/domain/assessments/mark";
import { splitSentences } from "@/domain/sentences/split-sentences";
import { splitTurns } from "@/domain/sentences/split-turns";

export type Slip = Pick<Mark, "kind" | "span" | "type" | "severity" | "evidence">;

const withoutNumbers = (sentence: string) => sentence.replace(/\d+/g, "#");

/** What the scenario's models got wrong, told from the reference that was written from the same facts. */
export function findSlips({ note, reference, source }: { note: string; reference: string; source: string }): Slip[] {
  const right = splitSentences(reference).map(({ start, end }) => reference.slice(start, end));
  const said = splitSentences(note).map(({ start, end }) => ({ span: { start, end }, words: note.slice(start, end) }));
  const turns = splitTurns(source).map(({ start, end }) => ({ start, end }));
  const answers = turns.filter((_, index) => index % 2 === 1);
  const [first = { start: 0, end: 1 }] = answers;
  const errors = said.flatMap(({ span, words }): Slip[] => {
    if (right.includes(words)) return [];
    const number = right.some((each) => withoutNumbers(each) === withoutNumbers(words));
    const turned = !number && right.some((each) => each.split(" ").at(-1) === words.split(" ").at(-1));
    const evidence = number || turned ? [first] : ("none" as const);
    const type = number ? "unsupported_detail" : turned ? "contradiction" : "fabricated";
    return [{ kind: "error", span, type, severity: turned ? "major" : "minor", evidence }];
  });
  const missing = right.length > said.length;
  const last = answers.at(-1);
  if (!missing || !last) return errors;
  return [...errors, { kind: "omission", span: last, type: null, severity: "minor", evidence: null }];
}
