import type { UseQueryResult } from "@tanstack/react-query";
import Link from "next/link";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import type { RouterOutputs } from "../layout/trpc";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";

type Versions = RouterOutputs["models"]["trainedOn"];

/** Dataset versions, with what they hold: whoever passes the model on passes that on. */
export function TrainedOn({ query }: { query: UseQueryResult<Versions, unknown> }) {
  const { project } = useProject();
  if (query.error) return <ErrorState what="The datasets" error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={2} label="Loading the datasets" />;
  if (query.data.length === 0) {
    return <p className="text-sm text-muted">No dataset of this project: it is as it was brought in.</p>;
  }
  return (
    <ul className="grid gap-1.5 text-sm">
      {query.data.map((version) => (
        <li key={version.versionId} className="flex flex-wrap items-baseline gap-x-2">
          <Link
            href={pageAddress(project.slug, `/datasets/${version.datasetId}`)}
            className="text-accent underline underline-offset-2"
          >
            {version.name} v{version.number}
          </Link>
          <span className={version.holds === "identifiable" ? "text-undecided" : "text-muted"}>{version.holds}</span>
        </li>
      ))}
    </ul>
  );
}
