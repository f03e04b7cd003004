const WORDS = {
  /** The formula has no value here, e.g. nothing to divide by. */
  undefined: "undefined",
  /** It should be here and is not. */
  missing: "missing",
  /** Nobody has computed it. */
  "not-run": "not run",
  /** It does not apply to this row. */
  none: "—",
} as const;

export type AbsentKind = keyof typeof WORDS;

/** What stands in a number's place when there is none. Zero is a number and never comes here. */
export function Absent({ kind, reason }: { kind: AbsentKind; reason?: string }) {
  if (kind === "none") {
    return (
      <span className="text-muted" title={reason}>
        <span aria-hidden>—</span>
        <span className="sr-only">none</span>
      </span>
    );
  }
  const ink = kind === "missing" ? "text-bad" : kind === "undefined" ? "text-undecided italic" : "text-muted";
  return (
    <span className={`${ink} whitespace-nowrap text-xs`} title={reason}>
      {WORDS[kind]}
    </span>
  );
}
