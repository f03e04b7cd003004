import { useQuery } from "@tanstack/react-query";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { labelWord, ORIGIN_LABELS } from "./pair-words";

/** What a row of a version of pairs has beside its prompt and its chosen answer. */
export function PairBesideRow({ example }: { example: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.pairs.ofExample.queryOptions({ project: project.slug, example }));
  if (error) return <ErrorState what="The other answer" error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonLines lines={3} label="Loading the other answer" />;
  const { rejected, hChosen, hRejected, flipped, origin, assessmentIds } = data;
  return (
    <section className="grid gap-2">
      {rejected === null || hRejected === null ? (
        <p className="text-muted">This answer is {hChosen === 0 ? "wanted (factual)" : "not wanted (hallucinated)"}.</p>
      ) : (
        <>
          <h3 className="text-xs font-medium text-muted">Rejected, {labelWord(hRejected)}</h3>
          <p className="whitespace-pre-line text-base">{rejected}</p>
        </>
      )}
      <p className="text-xs text-muted">
        {rejected === null ? "" : `The chosen answer is ${labelWord(hChosen)}. `}
        {ORIGIN_LABELS[origin].label}
        {flipped ? ", turned" : ""}
        {assessmentIds.length > 0 ? `, resting on ${assessmentIds.length} assessments` : ""}.
      </p>
    </section>
  );
}
