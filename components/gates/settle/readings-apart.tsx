import type { CaseToSettle } from "@/domain/gates/settling-answer";

const VERDICTS: Record<CaseToSettle["readings"][number]["verdict"], string> = {
  clean: "no error",
  marked: "an error",
  "cannot-judge": "cannot be judged",
  first: "the first is better",
  second: "the second is better",
  tie: "equal",
};

/** The verdicts side by side, with what each reading says of the whole case. */
export function ReadingsApart({ of: { readings, settled } }: { of: CaseToSettle }) {
  return (
    <>
      <dl
        className="mb-3 grid gap-2"
        style={{ gridTemplateColumns: `repeat(${Math.max(1, Math.min(readings.length, 3))}, minmax(0, 1fr))` }}
      >
        {readings.map(({ assessmentId, label, verdict, unsure, comment, reason, corrected }) => (
          <div key={assessmentId} className="min-w-0">
            <dt className="text-muted text-xs">Reading {label}</dt>
            <dd>
              <span className="font-medium">{VERDICTS[verdict]}</span>
              {unsure ? <span className="text-undecided"> · unsure</span> : null}
              {[reason, comment].filter(Boolean).map((words) => (
                <p key={words} className="text-muted">
                  “{words}”
                </p>
              ))}
              {corrected === null ? null : <p className="text-muted">corrected the note, see below</p>}
            </dd>
          </div>
        ))}
      </dl>
      {settled ? (
        <p className="mb-3 border-accent border-l-2 pl-3 text-muted">
          Settled before as {VERDICTS[settled.verdict]}, version {settled.version}
          {settled.by ? ` by ${settled.by}` : ""}: “{settled.reason}”
          {settled.stale ? <span className="text-undecided"> A reading changed since.</span> : null}
        </p>
      ) : null}
    </>
  );
}
