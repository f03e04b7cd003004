"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { formatCount } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { ProgressLine } from "../runs/progress-line";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";
import { StateBadge } from "../ui/state-badge";
import { useLive } from "./live-provider";
import { useThrottled } from "./use-throttled";

/** How many runs hold a device, with a look at each. */
export function RunningRuns() {
  const { project } = useProject();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = trpc.runs.live.queryOptions({ project: project.slug });
  const { data } = useQuery(options);
  const renew = useThrottled(() => void queryClient.invalidateQueries({ queryKey: options.queryKey }), 1_000);
  useLive("runs", (message) => {
    if (message.kind === "state" || message.kind === "progress") renew();
  });
  if (!data) return <span className="h-7 w-[84px]" />;
  return (
    <Popover
      label="Running now"
      className="w-80"
      trigger={(trigger) => (
        <Button {...trigger} size="sm" className="rounded-full">
          {formatCount(data.length)} running
        </Button>
      )}
    >
      {data.length === 0 ? <p className="text-muted">No run holds a device now.</p> : null}
      <ul className="grid gap-2">
        {data.map((run) => (
          <li key={run.id}>
            <Link
              href={pageAddress(project.slug, `/runs/${run.id}`)}
              className="block rounded-md p-1.5 hover:bg-accent-soft"
            >
              <span className="flex items-center justify-between gap-2">
                <b className="truncate font-medium">{run.name}</b>
                <StateBadge state={run.state} />
              </span>
              <ProgressLine progress={run.progress} />
            </Link>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
