import type { Span } from "@/domain/assessments/mark";
import type { CaseToSettle } from "@/domain/gates/settling-answer";
import { touches } from "../../review/mark-places";
import { classNames } from "../../ui/class-names";

type SettleSourceProps = { source: CaseToSettle["source"]; evidence: readonly Span[] };

/** The source by turns; what the readings at the cursor point to stands out. */
export function SettleSource({ source, evidence }: SettleSourceProps) {
  return (
    <ol className="grid gap-0.5 text-lg">
      {source.turns.map((turn, index) => {
        const linked = evidence.some((span) => touches(span, turn));
        // Muted words are too faint on the colour of evidence.
        const quiet = linked ? "" : "text-muted";
        return (
          <li key={turn.start} className={classNames("flex gap-2 rounded-md px-2 py-0.5", linked && "bg-(--evidence)")}>
            <span className={classNames("w-6 shrink-0 select-none pt-1 font-mono text-xs", quiet)}>{index + 1}</span>
            {turn.speaker ? (
              <span className={classNames("w-[5.2em] shrink-0 truncate pt-0.5 text-sm", quiet)} title={turn.speaker}>
                {turn.speaker}
              </span>
            ) : null}
            <span dir="auto" className="max-w-[72ch] whitespace-pre-wrap">
              {source.text.slice(turn.start, turn.end)}
              {linked ? <span className="sr-only"> (named by a reading)</span> : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
