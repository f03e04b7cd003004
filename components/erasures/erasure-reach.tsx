import { formatCount, formatCounted } from "@/domain/format/number";
import type { ErasurePreview } from "./use-erasures";

const MOST_NAMES = 5;

function nameSome(items: readonly { name: string }[]): string {
  const names = items.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = items.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${formatCount(more)} more` : names.join(", ");
}

export function describeRows(datasets: ErasurePreview["datasets"]): string {
  return datasets.map(({ name, examples }) => `${formatCounted(examples, "row")} of ${name}`).join(", ");
}

/** What goes, what stays, and what nobody can take back. */
export function ErasureReach({ preview }: { preview: ErasurePreview }) {
  return (
    <div className="grid gap-2">
      <p>
        The text of {describeRows(preview.datasets)} goes, in all versions, with{" "}
        {formatCounted(preview.generations, "generation")}, and with the inputs, journals, scratch space and{" "}
        {formatCounted(preview.tables, "logged table")} of {formatCounted(preview.runs, "run")}. This cannot be taken
        back.
      </p>
      {preview.copies.length > 0 ? (
        <p>Of these, {describeRows(preview.copies)} are the same, word for word, under another group’s name.</p>
      ) : null}
      {preview.cases > 0 ? (
        <p>
          {formatCounted(preview.cases, "case")} of {formatCounted(preview.campaigns, "reading round")} will be
          withdrawn: the text, corrections and comments go, and what readers said of it counts in nothing any more.
        </p>
      ) : null}
      {preview.imports > 0 ? (
        <p>{formatCounted(preview.imports, "open import")} of this project will end, whatever its file holds.</p>
      ) : null}
      <p className="text-muted">
        Hashes and numbers stay. Not reached: backups made before, lines of logs, files that runs logged themselves,
        checkpoints, and what other machines have not delivered. Delete these by hand where they hold it.
      </p>
      {preview.openRuns.length > 0 ? (
        <p className="rounded-md bg-undecided-soft p-2.5 text-undecided">
          Not yet: {nameSome(preview.openRuns)}{" "}
          {preview.openRuns.length === 1 ? "holds it and has" : "hold it and have"} not ended, or not delivered all that
          was written.
        </p>
      ) : null}
      {preview.models.length > 0 ? (
        <p>
          {formatCounted(preview.models.length, "model")} learned from it and cannot forget it:{" "}
          {nameSome(preview.models)}.
        </p>
      ) : (
        <p>No model of this project learned from it.</p>
      )}
    </div>
  );
}
