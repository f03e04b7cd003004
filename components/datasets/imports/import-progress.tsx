import { IMPORT_RULES } from "@/domain/datasets/import-rules";
import { formatCounted } from "@/domain/format/number";
import { Button } from "../../ui/button";
import { PercentText } from "../../ui/number/percent-text";
import { ProgressBar } from "../progress-bar";
import type { Import } from "./use-import";

const PHASES: Readonly<Record<string, string>> = {
  reading: "Reading the file",
  comparing: "Looking for rows that are nearly alike",
  writing: "Drawing the splits and writing the rows",
  storing: "Storing the rows",
};

type ImportProgressProps = { found: Import; onAgain: () => void };

/** How far the work is; what nobody works on any more can be begun anew. */
export function ImportProgress({ found: { state, progress, silent }, onAgain }: ImportProgressProps) {
  if (!IMPORT_RULES[state].working) return null;
  if (silent) {
    return (
      <div role="alert" className="flex items-center gap-3 rounded-lg bg-undecided-soft p-3 text-sm text-undecided">
        <p>The server stopped in the middle of this. Nothing of it was stored.</p>
        {state === "receiving" ? null : (
          <Button size="sm" className="ml-auto" onClick={onAgain}>
            Read the file again
          </Button>
        )}
      </div>
    );
  }
  const phase = PHASES[progress?.phase ?? ""] ?? (state === "storing" ? PHASES.storing : "Opening the file");
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
  return (
    <section aria-label="Progress" className="grid gap-2 rounded-lg border border-line p-4 text-sm">
      <div className="flex gap-3">
        <span className="font-medium">{phase}</span>
        <span className="ml-auto text-muted" role="status">
          {progress ? formatCounted(progress.rows, "row") : null}
        </span>
        <span className="w-14 text-right text-muted">
          <PercentText fraction={share} />
        </span>
      </div>
      <ProgressBar label={phase ?? "Progress"} share={share} />
    </section>
  );
}
