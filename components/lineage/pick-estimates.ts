import type { Estimate } from "@/domain/estimate";
import type { EstimateScale } from "@/domain/format/estimate";
import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { describeMetric } from "@/domain/metrics/metric-words";
import type { RouterOutputs } from "../layout/trpc";

type Measured = Extract<RouterOutputs["studies"]["result"], { state: "measured" }>;
type Side = Pick<Measured["sides"][number], "name" | "before" | "after" | "difference" | "watched">;
/** Of a study's answer what is shown here. */
export type Answered = { state: "none" } | (Pick<Measured, "state" | "node" | "kept"> & { sides: readonly Side[] });

export type ShownEstimate = { name: string; estimate: Estimate; scale: EstimateScale; difference: boolean };

const CHANGES: Readonly<Record<"omissions" | "length" | "copied", Omit<ShownEstimate, "name" | "estimate">>> = {
  omissions: { scale: "number", difference: true },
  length: { scale: "number", difference: false },
  copied: { scale: "points", difference: true },
};

function ofSide(side: Side, number: NonNullable<LineageSubject["number"]>): Omit<ShownEstimate, "name"> | null {
  if (number === "rate-before") return { estimate: side.before, scale: "share", difference: false };
  if (number === "rate-after") return { estimate: side.after, scale: "share", difference: false };
  if (number === "difference") return { estimate: side.difference, scale: "points", difference: true };
  if (number === "kept" || number === "cost") return null;
  const watched = side.watched.find(({ measure }) => measure === number);
  return watched ? { estimate: watched.change, ...CHANGES[number] } : null;
}

/** What the study's answer says of the number that was asked for; nothing where it was not measured. */
export function pickEstimates(result: Answered, { number, node, side }: LineageSubject): ShownEstimate[] {
  if (result.state !== "measured" || (node && node !== result.node)) return [];
  if (number === "kept") {
    return result.kept.map((estimate) => {
      const { title, scale } = describeMetric(estimate.definition);
      return { name: title, estimate, scale: scale === "share" ? "points" : "number", difference: true };
    });
  }
  const sides = typeof side === "number" ? result.sides.slice(side, side + 1) : result.sides;
  return sides.flatMap((each) => {
    const picked = ofSide(each, number ?? "difference");
    return picked ? [{ name: sides.length > 1 ? each.name : "", ...picked }] : [];
  });
}
