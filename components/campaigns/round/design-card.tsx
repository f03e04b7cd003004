import { formatCount, formatCounted } from "@/domain/format/number";
import { formatPercent } from "@/domain/format/percent";
import { Card, CardHeader } from "../../ui/card";
import { ASSIGNMENT_WORDS } from "../form/assignment-words";
import type { Campaign } from "../use-campaign";

function drawnHow({ design, frame }: Pick<Campaign, "design" | "frame">): string {
  const { how, strata, oversample } = design.sampling;
  if (how === "all") return "all of them";
  if (how === "random") return "at random";
  const more = Object.entries(oversample).map(([name, factor]) => `${name} × ${factor}`);
  const by =
    strata === "length" ? `length (up to ${frame.lengthEnds.map(formatCount).join(" and ")} characters)` : "section";
  return `by ${by}${more.length > 0 ? `, oversampled ${more.join(", ")}` : ""}`;
}

/** What was drawn from what, and how it is read. Only the team sees the arms. */
export function DesignCard({ campaign }: { campaign: Campaign }) {
  const { cases, design, frame, progress, protocol, splitter } = campaign;
  const rows = [
    [
      "Drawn",
      `${formatCounted(cases.sample, "case")} from ${formatCounted(frame.items, "source")}, ${drawnHow(campaign)}`,
    ],
    ["Arms", frame.arms.length > 0 ? frame.arms.join(", ") : "not told apart"],
    ...(protocol.mode === "side-by-side" && frame.arms.length > 2
      ? [["Of each source", design.itemPairs === "all" ? "every pair of arms" : "one pair of arms, all alike often"]]
      : []),
    ["Given out", ASSIGNMENT_WORDS[design.assignment].title.toLowerCase()],
    ["Read by several", `${formatPercent(design.overlap)} by ${design.readersOfOverlap}`],
    ["Kept apart", `two notes of one source by ${design.distance} cases`],
    ["Hidden repeats", formatCount(cases.repeat)],
    ["Controls", `${formatCount(cases.planted)} planted, ${formatCount(cases.clean)} clean`],
    ["Practice", formatCounted(cases.practice, "case")],
    ["Readings", `${formatCount(progress.done)} of ${formatCount(progress.total)}`],
    ["Sentences by", splitter],
    ["Seed", String(design.seed)],
  ];
  return (
    <Card className="text-sm">
      <CardHeader title="Sample and design" />
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {frame.leftOut.map(({ reason, notes }) => (
        <p key={reason} className="mt-2 text-xs text-undecided">
          {formatCounted(notes, "note")} left out: {reason}.
        </p>
      ))}
    </Card>
  );
}
