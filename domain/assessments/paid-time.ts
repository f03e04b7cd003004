import { z } from "zod";

export const PAID_KINDS = ["reading", "training", "adjudication"] as const;

export const paidTimeAnswer = z
  .object({
    reader: z.string(),
    /** In UTC, YYYY-MM-DD. */
    day: z.string(),
    kind: z.enum(PAID_KINDS),
    cases: z.number(),
    seconds: z.number(),
  })
  .meta({ id: "PaidTime" });
export type PaidTime = z.infer<typeof paidTimeAnswer>;

function cell(value: string | number): string {
  const text = String(value);
  // A leading sign makes spreadsheets run a text as a formula.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line a reader, day and kind of work. */
export function writePaidTimeCsv(rows: readonly PaidTime[]): string {
  const lines = rows.map(({ reader, day, kind, cases, seconds }) =>
    [reader, day, kind, cases, Math.round(seconds), (seconds / 3_600).toFixed(4)].map(cell).join(","),
  );
  return `${["reader,day,work,cases,seconds,hours", ...lines].join("\n")}\n`;
}
