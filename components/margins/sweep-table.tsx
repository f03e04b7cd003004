"use client";

import Link from "next/link";
import { formatCounted, formatNumber } from "@/domain/format/number";
import type { MarginBin } from "@/domain/margins/margin-bins";
import { BUCKET_WORDS, BUCKETS } from "@/domain/margins/pair-record";
import { SmallHistogram } from "../charts/small-histogram";
import { tabAddress } from "../run/run-tabs";
import { Badge } from "../ui/badge";
import { EstimateText } from "../ui/number/estimate-text";
import { ScrollRegion } from "../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { addCounts, nameArm, overSeeds, type SweptArm } from "./fold-sweep";
import { BUCKET_COLORS } from "./margin-words";
import { familiesOf, hallucinationOf, isArmSaturated, marginOfArm, sayReaders, winRateOf } from "./sweep-readings";

/** Said by readers; where nobody read any of them, the panels above say so once. */
const READ = [
  { head: "Hallucination rate", read: hallucinationOf },
  { head: "Win rate", read: winRateOf },
] as const;

type SweepTableProps = { project: string; arms: readonly SweptArm[]; bins: readonly MarginBin[]; run: string };

/** A row each Δ, with small histograms on shared bins. */
export function SweepTable({ project, arms, bins, run }: SweepTableProps) {
  const families = familiesOf(arms);
  const edges = [...bins.map(({ low }) => low), bins.at(-1)?.high ?? 0];
  const shown = BUCKETS.filter((bucket) =>
    arms.some((arm) => arm.runs.some(({ buckets }) => buckets.some((each) => each.bucket === bucket))),
  );
  const columns = READ.filter(({ read }) => arms.some((arm) => overSeeds(read(arm))?.state === "defined"));
  return (
    <ScrollRegion aria-label="Trainings of the sweep" className="overflow-x-auto">
      <Table>
        <thead>
          <tr>
            <HeadCell>Training</HeadCell>
            {shown.map((bucket) => (
              <HeadCell key={bucket}>{BUCKET_WORDS[bucket]}</HeadCell>
            ))}
            <HeadCell numeric>Mean margin (0,1)</HeadCell>
            {columns.map(({ head }) => (
              <HeadCell key={head} numeric>
                {head}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {arms.map((arm) => (
            <Row key={arm.id} selected={arm.runs.some(({ id }) => id === run)}>
              <Cell>
                <span className="flex min-w-44 flex-wrap items-center gap-2">
                  <span
                    aria-hidden
                    className="size-2.5 rounded-full"
                    style={{ background: families.get(arm.id)?.color }}
                  />
                  {nameArm(arm, arms)}
                  <small className="text-xs text-muted">{describeRuns(arm)}</small>
                  <RunLinks project={project} arm={arm} run={run} />
                  {isArmSaturated(arm) ? <Badge tone="undecided">saturated</Badge> : null}
                </span>
              </Cell>
              {shown.map((bucket) => {
                const counts = addCounts(arm, bucket, bins.length);
                const pairs = counts.reduce((sum, count) => sum + count, 0);
                return (
                  <Cell key={bucket}>
                    {pairs > 0 ? (
                      <SmallHistogram
                        counts={counts}
                        edges={edges}
                        color={BUCKET_COLORS[bucket]}
                        mark={bucket === "01" ? arm.threshold : null}
                        label={`Margins of ${formatCounted(pairs, "pair")} from ${formatNumber(edges[0] ?? 0)} to ${formatNumber(edges.at(-1) ?? 0)} nats`}
                      />
                    ) : (
                      <span className="text-xs text-muted">none</span>
                    )}
                  </Cell>
                );
              })}
              <Cell numeric>
                <EstimateText estimate={overSeeds(marginOfArm(arm))} scale="number" hideSample />
              </Cell>
              {columns.map(({ head, read }) => (
                <Cell key={head} numeric>
                  <EstimateText estimate={overSeeds(read(arm))} scale="share" />
                </Cell>
              ))}
            </Row>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

/** From a row to the margins, and so to the pairs, of each training behind it. */
function RunLinks({ project, arm, run }: { project: string; arm: SweptArm; run: string }) {
  const others = arm.runs.filter(({ id }) => id !== run);
  if (others.length === 0) return null;
  return (
    <span className="flex flex-wrap gap-x-2 text-xs print:hidden">
      {others.map(({ id, seed, name }) => (
        <Link
          key={id}
          href={tabAddress(project, id, "margins")}
          aria-label={`Margins of ${name}${seed === null ? "" : `, seed ${seed}`}`}
          className="text-accent underline underline-offset-2"
        >
          {arm.runs.length > 1 && seed !== null ? `seed ${seed}` : "open"}
        </Link>
      ))}
    </span>
  );
}

function describeRuns(arm: SweptArm): string {
  const seeds = arm.runs.length === 1 ? "one seed" : formatCounted(arm.runs.length, "seed");
  const steps = [...new Set(arm.runs.map(({ step }) => step))];
  const at = steps.length === 1 ? `step ${steps[0]}` : `steps ${steps.join(", ")}`;
  const open = arm.runs.filter(({ state }) => state !== "finished").map(({ state }) => state);
  return [seeds, at, ...open, sayReaders(arm)].filter((part) => part !== null).join(" · ");
}
