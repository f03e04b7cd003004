"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { formatCount, formatCounted } from "@/domain/format/number";
import { RunsChart } from "../charts/runs-chart";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { RelativeTime } from "../ui/number/relative-time";
import { toast } from "../ui/toast";
import type { SavedChart } from "./chart-editor";
import { ChartEditor } from "./chart-editor-part";
import { chartsAddress, sayChosen } from "./chosen-runs";

/** A kept chart with the runs that its choice finds now. */
export function SavedChartCard({ chart }: { chart: SavedChart }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { project } = useProject();
  const mayWrite = useMayDo("views.write");
  const [editing, setEditing] = useState<SavedChart | null>(null);
  const chosen = useQuery(trpc.charts.runs.queryOptions({ project: project.slug, of: chart.of }));
  const runs = useMemo(() => chosen.data?.runs ?? [], [chosen.data]);
  const reread = () => queryClient.invalidateQueries({ queryKey: trpc.charts.list.pathKey() });
  const archive = useMutation(
    trpc.charts.archive.mutationOptions({
      onSuccess: async ({ archived }, { id }) => {
        await reread();
        if (!archived) return;
        const undo = () => archive.mutate({ project: project.slug, id, archived: false });
        toast.success(`“${chart.title}” is taken away.`, { action: { label: "Undo", onClick: undo } });
      },
      onError: (error) => toast.error(describeError(error).sentence),
    }),
  );
  const matching = chosen.data?.matching ?? 0;
  const actions = mayWrite ? (
    <>
      <Button variant="ghost" size="icon" aria-label={`Change ${chart.title}`} onClick={() => setEditing(chart)}>
        <Pencil aria-hidden className="size-3.5" />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Take ${chart.title} away`}
        disabled={archive.isPending}
        onClick={() => archive.mutate({ project: project.slug, id: chart.id, archived: true })}
      >
        <Trash2 aria-hidden className="size-3.5" />
      </Button>
    </>
  ) : null;
  return (
    <article aria-label={chart.title} className="min-w-0">
      {chosen.isError ? (
        <div className="flex flex-wrap items-center gap-2 rounded-lg border border-line p-4 text-sm">
          <p role="alert" className="min-w-0 flex-1 text-bad">
            {chart.title}: {describeError(chosen.error).sentence}
          </p>
          {actions}
        </div>
      ) : (
        <RunsChart {...chart} project={project.slug} runs={runs} actions={actions} />
      )}
      <p className="flex flex-wrap gap-x-2 px-1 pt-1 text-xs text-muted">
        <Link href={chartsAddress(project.slug, chart.of)} className="break-all hover:text-accent hover:underline">
          {sayChosen(chart.of)}
        </Link>
        <span>
          {chosen.data
            ? `${formatCounted(runs.length, "run")}${matching > runs.length ? ` of ${formatCount(matching)}` : ""}`
            : ""}
        </span>
        <span className="ml-auto">
          {chart.changedByName ?? "somebody"}, <RelativeTime time={chart.changedAt} />
        </span>
      </p>
      {editing ? <ChartEditor draft={draftOf(editing)} saved={editing} onClose={() => setEditing(null)} /> : null}
    </article>
  );
}

function draftOf({ title, keys, of, axis, scale, smoothing, bands }: SavedChart) {
  return { title, keys, of, axis, scale, smoothing, bands };
}
