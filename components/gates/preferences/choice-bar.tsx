import { formatCount } from "@/domain/format/number";
import { classNames } from "../../ui/class-names";
import type { PairAnswer } from "./use-preferences";

/** Wins of one arm, ties and wins of the other as parts of one bar; the words below carry the counts. */
export function ChoiceBar({ arms: [one, other], counts }: Pick<PairAnswer, "arms" | "counts">) {
  const [won, lost] = counts.wins;
  const parts = [
    { label: `${one} is better`, count: won, fill: "bg-series-1", place: "text-left" },
    { label: "Equal", count: counts.ties, fill: "bg-line-strong", place: "text-center" },
    { label: `${other} is better`, count: lost, fill: "bg-series-2", place: "text-right" },
  ];
  return (
    <div className="grid gap-1">
      <div aria-hidden className="flex h-3 gap-0.5 overflow-hidden rounded-full bg-sunken">
        {parts.map(({ label, count, fill }) =>
          count === 0 ? null : <span key={label} className={fill} style={{ flexGrow: count }} />,
        )}
      </div>
      <dl className="grid grid-cols-3 text-sm">
        {parts.map(({ label, count, place, fill }) => (
          <div key={label} className={classNames("min-w-0", place)}>
            <dt className="break-words text-xs text-muted">
              <span aria-hidden className={classNames("mr-1 inline-block size-2 rounded-full", fill)} />
              {label}
            </dt>
            <dd className="font-medium">{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
