"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCount } from "@/domain/format/number";
import { DiffedText } from "../evaluation/diffed-text";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";

type PairDialogProps = { version: string; positions: readonly [number, number]; onClose: () => void };

/** Two rows that are nearly alike, the second with what differs from the first. */
export function PairDialog({ version, positions, onClose }: PairDialogProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const [first, second] = positions;
  const rowOf = (position: number) =>
    trpc.datasets.versions.row.queryOptions({ project: project.slug, version, position });
  const one = useQuery(rowOf(first));
  const other = useQuery(rowOf(second));
  const error = one.error ?? other.error;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Rows ${formatCount(first + 1)} and ${formatCount(second + 1)}`}
      className="top-[6vh] max-h-[88vh] w-[min(1080px,94vw)]"
    >
      {error ? <ErrorState what="These rows" error={error} /> : null}
      {one.data && other.data ? (
        <div className="grid gap-6 md:grid-cols-2">
          <section>
            <h3 className="mb-1 flex gap-2 text-xs text-muted">
              row {formatCount(first + 1)} <Badge>{one.data.split}</Badge>
            </h3>
            <p className="whitespace-pre-wrap">{one.data.source}</p>
          </section>
          <section>
            <h3 className="mb-1 flex gap-2 text-xs text-muted">
              row {formatCount(second + 1)} <Badge>{other.data.split}</Badge> against the first
            </h3>
            <DiffedText reference={one.data.source} text={other.data.source} />
          </section>
        </div>
      ) : error ? null : (
        <SkeletonLines lines={8} label="Loading the rows" />
      )}
    </Dialog>
  );
}
