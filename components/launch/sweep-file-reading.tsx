import { CircleX } from "lucide-react";
import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import type { SweepFile } from "@/domain/runs/sweep-file-answer";
import { pageAddress } from "../layout/pages";
import { Button } from "../ui/button";

type FileSweep = SweepFile["sweeps"][number];
type SweepFileReadingProps = {
  file: SweepFile;
  project: string;
  onGoTo: (line: number) => void;
  onFill: (file: SweepFile, sweep: FileSweep) => void;
};

const BLOCKS = { dpo: "Original DPO", fdpo: "Factual-DPO" };

function importAddress(project: string, id: string): string {
  const hub = new URLSearchParams({ stage: "import-model", "config.source": "hub", "config.repository": id });
  return pageAddress(project, `/launch?${hub}`);
}

/** What a file asks for, or what is wrong with it. */
export function SweepFileReading({ file, project, onGoTo, onFill }: SweepFileReadingProps) {
  const { problems, models, sweeps, leftOut, inherited } = file;
  if (problems.length > 0) return <Problems problems={problems} onGoTo={onGoTo} />;
  const missing = models.filter(({ modelId }) => modelId === null);
  return (
    <div role="status" className="grid gap-3">
      <ul className="grid gap-2">
        {sweeps.map((sweep) => {
          const deltas = sweep.vary.delta ?? [];
          const each = deltas.length > 0 ? `, Δ ${deltas.join(", ")}` : "";
          const runs = models.length * Math.max(1, deltas.length);
          return (
            <li key={sweep.stage} className="flex items-center gap-3 rounded-lg border border-line p-2.5">
              <div className="min-w-0 flex-1">
                <b className="font-medium">{BLOCKS[sweep.stage]}</b>: {formatCounted(runs, "run")}
                <span className="block text-xs text-muted">
                  {formatCounted(models.length, "model")}
                  {each}; seed {sweep.seeds.join(", ")}
                </span>
              </div>
              <Button size="sm" variant="primary" onClick={() => onFill(file, sweep)}>
                Fill in {BLOCKS[sweep.stage]}
              </Button>
            </li>
          );
        })}
      </ul>
      {missing.map(({ id }) => (
        <p key={id}>
          <span className="text-undecided">Not here:</span> <code>{id}</code>.{" "}
          <Link href={importAddress(project, id)} className="text-accent underline underline-offset-2">
            Import it
          </Link>
          , or choose another in the form; the sweep is filled in without it.
        </p>
      ))}
      {inherited.length > 0 ? (
        <p className="text-xs text-muted">
          Hold for {BLOCKS.fdpo} too, which leaves them out:{" "}
          {inherited.map(({ field, line }) => `${field} (line ${line})`).join(", ")}.
        </p>
      ) : null}
      {leftOut.length > 0 ? (
        <p className="text-xs text-muted">
          Left out, as Assay has its own datasets and outputs:{" "}
          {leftOut.map(({ field, line }) => `${field} (line ${line})`).join(", ")}.
        </p>
      ) : null}
    </div>
  );
}

function Problems({ problems, onGoTo }: Pick<SweepFile, "problems"> & Pick<SweepFileReadingProps, "onGoTo">) {
  return (
    <div role="alert">
      <p className="mb-1 font-medium">{formatCounted(problems.length, "problem")}: nothing is filled in yet.</p>
      <ul className="grid gap-1.5">
        {problems.map(({ field, line, what, remedy }) => (
          <li key={`${field} ${line} ${what}`} className="flex gap-2">
            <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {line === null ? null : (
                <button
                  type="button"
                  className="mr-1 text-accent underline underline-offset-2"
                  onClick={() => onGoTo(line)}
                >
                  Line {line}
                </button>
              )}
              {what} {remedy}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
