"use client";

import { useQuery } from "@tanstack/react-query";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { BytesText } from "../ui/number/bytes-text";

/** What the models take, against what the disk has left. */
export function ModelsSpace() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.models.space.queryOptions({ project: useProject().project.slug }));
  if (!data) return null;
  return (
    <span className="text-xs text-muted">
      <BytesText bytes={data.bytes} />
      {data.freeBytes === null ? null : (
        <>
          {" on disk, "}
          <span className={data.freeBytes < data.bytes ? "text-undecided" : ""}>
            <BytesText bytes={data.freeBytes} /> free
          </span>
        </>
      )}
    </span>
  );
}
