"use client";

import { ArrowLeftRight, X } from "lucide-react";
import { describeComparedMetric } from "@/domain/comparison/compared-metric";
import { formatCounted } from "@/domain/format/number";
import { useKeys } from "../layout/keys";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Select } from "../ui/select";
import { ArmName, SideMark } from "./arm-name";
import { RunPicker } from "./run-picker";
import type { Report } from "./use-comparison";

type SidesBarProps = {
  project: string;
  report: Report;
  runs: readonly string[];
  /** As asked for: the answer follows. */
  fold: boolean;
  set: (changes: Record<string, string | null>) => void;
  setRuns: (runs: readonly string[]) => void;
};

/** Who stands against whom, and in what. */
export function SidesBar({ project, report, runs, fold, set, setRuns }: SidesBarProps) {
  const { arms, baseline, candidate } = report;
  const swap = () => candidate && set({ baseline: candidate, against: baseline });
  useKeys("Compare", [{ keys: "x", label: "Swap A and B", run: swap }]);
  const options = arms.map((arm) => ({
    value: arm.id,
    label: <ArmName arm={arm} />,
    remark: arm.runs.length > 1 ? formatCounted(arm.runs.length, "run") : undefined,
  }));
  const choose = (side: "baseline" | "against", id: string) => {
    if (side === "baseline" && id === candidate) return set({ baseline: id, against: baseline });
    if (side === "against" && id === baseline) return set({ baseline: candidate, against: id });
    return set({ [side]: id });
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
      <div className="flex min-w-0 items-center gap-2">
        <SideMark side="A" />
        <Select
          label="A, the baseline"
          className="w-56"
          value={baseline}
          options={options}
          onChange={(id) => choose("baseline", id)}
        />
        <Button variant="ghost" size="icon" aria-label="Swap A and B" title="Swap A and B (X)" onClick={swap}>
          <ArrowLeftRight aria-hidden className="size-4" />
        </Button>
        <SideMark side="B" />
        <Select
          label="B, compared against A"
          className="w-56"
          value={candidate ?? undefined}
          options={options}
          onChange={(id) => choose("against", id)}
        />
      </div>
      <Select
        label="Metric of the first sentence and the examples"
        className="w-64"
        value={report.metric ?? undefined}
        placeholder="No metric yet"
        options={report.metrics.map(({ id, arms: count }) => ({
          value: id,
          label: describeComparedMetric(id).title,
          remark: count < arms.length ? `${count} of ${arms.length}` : undefined,
        }))}
        onChange={(metric) => set({ metric })}
      />
      {report.foldable ? (
        <span className="flex items-center gap-1.5 text-sm">
          <Checkbox
            id="fold-seeds"
            checked={fold}
            onCheckedChange={(together) => set({ seeds: together ? null : "apart", baseline: null, against: null })}
          />
          <label htmlFor="fold-seeds">Seeds together</label>
        </span>
      ) : null}
      <RunPicker project={project} chosen={runs} onAdd={(id) => setRuns([...runs, id])} />
      {arms.length > 2 && candidate ? (
        <Button
          size="sm"
          variant="ghost"
          title="Take B out of the comparison"
          onClick={() => {
            const out = arms.find(({ id }) => id === candidate)?.runs.map(({ id }) => id) ?? [];
            set({ runs: runs.filter((id) => !out.includes(id)).join(","), against: null });
          }}
        >
          <X aria-hidden className="size-3.5" /> Leave B out
        </Button>
      ) : null}
    </div>
  );
}
