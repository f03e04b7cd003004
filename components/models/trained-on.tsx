import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import type { RouterOutputs } from "../layout/trpc";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";

type Learned = RouterOutputs["models"]["trainedOn"];

const LINK = "text-accent underline underline-offset-2";

/** Dataset versions, with what they hold: whoever passes the model on passes that on. */
export function TrainedOn({ query }: { query: UseQueryResult<Learned, unknown> }) {
  const { project } = useProject();
  if (query.error) return <ErrorState what="The datasets" error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={2} label="Loading the datasets" />;
  const { items, untold } = query.data;
  if (items.length === 0 && untold.length === 0) {
    return <p className="text-sm text-muted">No dataset of this project: it is as it was brought in.</p>;
  }
  return (
    <div className="grid gap-2 text-sm">
      {items.length > 0 ? (
        <ul className="grid gap-1.5">
          {items.map((version) => (
            <li key={version.versionId} className="flex flex-wrap items-baseline gap-x-2">
              <Link href={pageAddress(project.slug, `/datasets/${version.datasetId}`)} className={LINK}>
                {version.name} v{version.number}
              </Link>
              <span className={version.holds === "identifiable" ? "text-undecided" : "text-muted"}>
                {version.holds}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {untold.length > 0 ? <Untold runs={untold} /> : null}
    </div>
  );
}

function Untold({ runs }: { runs: Learned["untold"] }) {
  const { project } = useProject();
  return (
    <div className="grid gap-1">
      <p className="text-undecided">
        What {runs.length === 1 ? "this run" : "these runs"} of one's own program learned from is not known to Assay:
      </p>
      <ul className="grid gap-1">
        {runs.map(({ id, name }) => (
          <li key={id}>
            <Link href={pageAddress(project.slug, `/runs/${id}`)} className={LINK}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
