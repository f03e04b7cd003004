import type { CaseToSettle } from "@/domain/gates/settling-answer";

/** Which corrected note stands: null until somebody says. */
export type CorrectionChoice =
  | { from: "none" }
  | { from: "reading"; assessmentId: string }
  | { from: "own"; text: string }
  | null;

type Read = Pick<CaseToSettle, "readings" | "settled">;

/** The readings that corrected the note; of equal texts the first alone. */
export function listCorrections({ readings }: Read): { assessmentId: string; labels: string[]; text: string }[] {
  const found: { assessmentId: string; labels: string[]; text: string }[] = [];
  for (const { assessmentId, label, corrected } of readings) {
    if (corrected === null) continue;
    const same = found.find(({ text }) => text === corrected);
    if (same) same.labels.push(label);
    else found.push({ assessmentId, labels: [label], text: corrected });
  }
  return found;
}

/** As it was settled before; else what all say who corrected it. */
export function openCorrection(of: Read): CorrectionChoice {
  const corrections = listCorrections(of);
  const [first] = corrections;
  if (of.settled) {
    const { corrected } = of.settled;
    if (corrected === null) return { from: "none" };
    const same = corrections.find(({ text }) => text === corrected);
    return same ? { from: "reading", assessmentId: same.assessmentId } : { from: "own", text: corrected };
  }
  if (!first) return { from: "none" };
  return corrections.length === 1 ? { from: "reading", assessmentId: first.assessmentId } : null;
}

/** The text that stands; null where none does. */
export function correctedText(of: Read & Pick<CaseToSettle, "note">, choice: CorrectionChoice): string | null {
  if (choice?.from === "own") return choice.text === of.note.text || choice.text.trim() === "" ? null : choice.text;
  if (choice?.from !== "reading") return null;
  return of.readings.find(({ assessmentId }) => assessmentId === choice.assessmentId)?.corrected ?? null;
}

/** The choice after this one: each reading's correction, the text of one's own where one was written, then none. */
export function nextCorrection(of: Read, choice: CorrectionChoice, own: string | null): CorrectionChoice {
  const order: NonNullable<CorrectionChoice>[] = [
    ...listCorrections(of).map(({ assessmentId }) => ({ from: "reading" as const, assessmentId })),
    ...(own === null ? [] : [{ from: "own" as const, text: own }]),
    { from: "none" },
  ];
  const at = order.findIndex((each) =>
    each.from === "reading" && choice?.from === "reading"
      ? each.assessmentId === choice.assessmentId
      : each.from === choice?.from,
  );
  return order[(at + 1) % order.length] ?? { from: "none" };
}
