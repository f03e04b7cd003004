"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTRPC } from "../layout/trpc";
import { ErrorState } from "../ui/error-state";
import { BytesText } from "../ui/number/bytes-text";
import { SkeletonLines } from "../ui/skeleton";
import { DigestText } from "./digest-text";

/** The files of a folder; each is fetched by its place in the manifest. */
export function ArtifactFiles({ project, artifact }: { project: string; artifact: string }) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.artifacts.files.queryOptions({ project, artifact }, { staleTime: Number.POSITIVE_INFINITY }),
  );
  if (query.isError) return <ErrorState what="The files" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={3} />;
  if (query.data.length === 0) return <p className="text-sm text-muted">The folder is empty.</p>;
  return (
    <ul aria-label="Files">
      {query.data.map((file, index) => (
        <li key={file.path} className="flex items-center gap-4 py-1 text-sm">
          <a
            href={`/api/artifacts/${artifact}?file=${index}`}
            download
            className="inline-flex items-center gap-1.5 font-mono text-xs text-accent hover:underline"
          >
            <Download aria-hidden className="size-3.5" />
            {file.path}
          </a>
          <BytesText bytes={file.bytes} className="ml-auto" />
          <DigestText digest={file.digest} />
        </li>
      ))}
    </ul>
  );
}
