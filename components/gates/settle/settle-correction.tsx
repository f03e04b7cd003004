import { useId } from "react";
import type { CaseToSettle } from "@/domain/gates/settling-answer";
import { DiffedText } from "../../evaluation/diffed-text";
import { Button } from "../../ui/button";
import { Kbd } from "../../ui/kbd";
import { Textarea } from "../../ui/textarea";
import { type CorrectionChoice, correctedText, listCorrections } from "./correction-choice";

type SettleCorrectionProps = {
  of: CaseToSettle;
  choice: CorrectionChoice;
  /** What was written before. */
  own: string | null;
  onChoose: (choice: CorrectionChoice) => void;
};

/** Which corrected note stands, each with what it changes; the readers' own stay as they are. */
export function SettleCorrection({ of, choice, own, onChoose }: SettleCorrectionProps) {
  const id = useId();
  const corrections = listCorrections(of);
  const name = ({ labels }: (typeof corrections)[number]) =>
    labels.length === 1 ? `As reading ${labels[0]} has it` : `As readings ${labels.join(" and ")} have it`;
  const start = own ?? correctedText(of, choice) ?? corrections[0]?.text ?? of.note.text;
  return (
    <section aria-labelledby={id} className="mt-4 grid gap-2">
      <h3 id={id} className="font-semibold text-sm">
        The corrected note <Kbd>T</Kbd>
      </h3>
      {corrections.map((each) => {
        const chosen = choice?.from === "reading" && choice.assessmentId === each.assessmentId;
        return (
          <div key={each.assessmentId} className="grid gap-1 rounded-md border border-line p-3">
            <div>
              <Button
                size="sm"
                variant={chosen ? "primary" : "secondary"}
                aria-pressed={chosen}
                onClick={() => onChoose({ from: "reading", assessmentId: each.assessmentId })}
              >
                {name(each)}
              </Button>
            </div>
            <div dir="auto" className="whitespace-pre-wrap">
              <DiffedText reference={of.note.text} text={each.text} />
            </div>
          </div>
        );
      })}
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          variant={choice?.from === "own" ? "primary" : "secondary"}
          aria-pressed={choice?.from === "own"}
          onClick={() => onChoose({ from: "own", text: start })}
        >
          {own === null || choice?.from === "own" ? "Write it" : "As you wrote it"}
        </Button>
        <Button
          size="sm"
          variant={choice?.from === "none" ? "primary" : "secondary"}
          aria-pressed={choice?.from === "none"}
          onClick={() => onChoose({ from: "none" })}
        >
          No correction stands
        </Button>
      </div>
      {choice?.from === "own" ? (
        <div className="grid gap-2">
          <label htmlFor={`${id}-own`} className="text-muted text-xs">
            The note as it should read
          </label>
          <Textarea
            id={`${id}-own`}
            dir="auto"
            rows={5}
            value={choice.text}
            maxLength={400_000}
            onChange={({ target }) => onChoose({ from: "own", text: target.value })}
          />
          <div dir="auto" className="whitespace-pre-wrap">
            <DiffedText reference={of.note.text} text={choice.text} />
          </div>
        </div>
      ) : null}
    </section>
  );
}
