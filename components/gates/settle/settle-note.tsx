import type { CaseToSettle } from "@/domain/gates/settling-answer";
import type { Point } from "@/domain/gates/settling-points";
import { MarkedText } from "../../review/marked-text";
import { classNames } from "../../ui/class-names";

type SettleNoteProps = { of: CaseToSettle; points: readonly Point[]; current: Point | undefined };

/** The note with every place that somebody marked; the one at the cursor is underlined. */
export function SettleNote({ of: { note, protocol }, points, current }: SettleNoteProps) {
  const marks = points.filter(({ kind }) => kind === "error").map(({ said }) => said[0].mark);
  return (
    <div className="grid gap-1 text-lg">
      {note.sentences.map((sentence) => (
        <p
          key={sentence.start}
          dir="auto"
          className={classNames("max-w-[72ch] whitespace-pre-wrap", sentence.kind === "heading" && "font-semibold")}
        >
          <MarkedText
            text={note.text}
            within={sentence}
            marks={marks}
            hints={[]}
            range={null}
            selected={current?.said[0].mark.id ?? null}
            protocol={protocol}
          />
        </p>
      ))}
    </div>
  );
}
