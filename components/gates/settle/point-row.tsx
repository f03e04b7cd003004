import { useEffect, useRef } from "react";
import type { CaseToSettle } from "@/domain/gates/settling-answer";
import type { Choice, Point } from "@/domain/gates/settling-points";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { classNames } from "../../ui/class-names";
import { describeChoice, nameMark, quotePoint } from "./point-words";
import { takeReading } from "./settle-draft";

type PointRowProps = {
  of: CaseToSettle;
  point: Point;
  choice: Choice | undefined;
  current: boolean;
  onGo: () => void;
  onChoose: (choice: Choice) => void;
};

/** One place: its words, what each reading says of it side by side, and what is decided. */
export function PointRow({ of, point, choice, current, onGo, onChoose }: PointRowProps) {
  const { protocol, readings } = of;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <li
      ref={row}
      aria-current={current ? "true" : undefined}
      className={classNames("grid gap-2 rounded-md border p-3", current ? "border-accent bg-raised" : "border-line")}
    >
      <button type="button" onClick={onGo} className="text-left">
        <span dir="auto" className="line-clamp-3">
          “{quotePoint(point, of)}”
        </span>
        {point.kind === "omission" ? <span className="text-muted text-xs"> in the source</span> : null}
      </button>
      <dl
        className="grid gap-1"
        style={{ gridTemplateColumns: `repeat(${Math.min(readings.length, 3)}, minmax(0, 1fr))` }}
      >
        {readings.map(({ assessmentId, label, verdict }) => {
          const said = point.said.find((each) => each.assessmentId === assessmentId);
          const words = said
            ? nameMark(said.mark, protocol)
            : verdict === "cannot-judge"
              ? "cannot judge"
              : "not marked";
          return (
            <div key={assessmentId}>
              <dt className="text-muted text-xs">Reading {label}</dt>
              <dd>
                <Button
                  size="sm"
                  hint={label}
                  onClick={() => onChoose(takeReading(point, assessmentId))}
                  className="max-w-full"
                >
                  <span className="truncate">{words}</span>
                </Button>
                {said?.mark.comment ? <p className="mt-1 text-muted text-xs">“{said.mark.comment}”</p> : null}
              </dd>
            </div>
          );
        })}
      </dl>
      <p>
        <Badge tone={choice ? (choice.keep === null ? "neutral" : "accent") : "undecided"}>
          {describeChoice(point, choice, protocol)}
        </Badge>
      </p>
    </li>
  );
}
