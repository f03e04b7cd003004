import type { Mark } from "@/domain/assessments/mark";
import type { CaseToSettle } from "@/domain/gates/settling-answer";
import type { Choice, Point } from "@/domain/gates/settling-points";

type Protocol = Pick<CaseToSettle["protocol"], "taxonomy" | "severities">;

/** "Fabricated, major" */
export function nameMark(
  { kind, type, severity }: Pick<Mark, "kind" | "type" | "severity">,
  protocol: Protocol,
): string {
  const first =
    kind === "omission"
      ? "missing from the note"
      : (protocol.taxonomy.types.find(({ id }) => id === type)?.label ?? "no type");
  const grade = protocol.severities.find(({ id }) => id === severity)?.label.toLowerCase();
  return grade ? `${first}, ${grade}` : first;
}

export function describeChoice(point: Point, choice: Choice | undefined, protocol: Protocol): string {
  if (!choice) return "not decided";
  if (choice.keep === null) return "dropped";
  const { type, severity } = choice;
  return `kept: ${nameMark({ kind: point.kind, type, severity }, protocol)}`;
}

export function quotePoint({ kind, said: [{ mark }] }: Point, { note, source }: CaseToSettle): string {
  const text = kind === "error" ? note.text : source.text;
  return text.slice(mark.span.start, mark.span.end).trim();
}
