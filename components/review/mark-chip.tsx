import type { Mark } from "@/domain/assessments/mark";
import type { ReviewCase, Round } from "@/domain/assessments/review-answer";
import { classNames } from "../ui/class-names";
import { evidenceWords, markTone, severityLabel, typeLabel } from "./mark-words";

type MarkChipProps = { mark: Mark; protocol: Round["protocol"]; review: ReviewCase; selected: boolean };

/** What was said of a mark, in words beside it. */
export function MarkChip({ mark, protocol, review, selected }: MarkChipProps) {
  const evidence = mark.kind === "omission" ? null : evidenceWords(mark, review);
  const said = [mark.kind === "omission" ? "Missing" : (typeLabel(mark, protocol) ?? "no type yet")];
  const severity = severityLabel(mark, protocol);
  if (severity) said.push(severity.toLowerCase());
  return (
    <span
      data-mark={mark.id}
      className="ms-1.5 inline-flex select-none gap-1 align-baseline text-[0.8em] leading-normal"
    >
      <span
        style={{ backgroundColor: markTone(mark, protocol) }}
        className={classNames("whitespace-nowrap rounded px-1.5", selected && "outline-2 outline-ink")}
      >
        {said.join(" · ")}
      </span>
      {evidence ? <span className="whitespace-nowrap rounded bg-(--evidence) px-1.5">{evidence}</span> : null}
      {mark.comment ? <span className="rounded bg-sunken px-1.5">“{mark.comment}”</span> : null}
    </span>
  );
}
