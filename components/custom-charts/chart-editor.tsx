"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useMemo, useRef, useState } from "react";
import { formatCount, formatCounted } from "@/domain/format/number";
import { ChartControls } from "../charts/chart-controls";
import { ChartPage, type Zoom } from "../charts/chart-page";
import { RunsChart } from "../charts/runs-chart";
import type { ChartLook } from "../charts/use-chart-url";
import { readLook } from "../charts/use-chart-url";
import { useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { useSettled } from "../logs/use-settled";
import { Button } from "../ui/button";
import { describeError, readErrorCode } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";
import { toast } from "../ui/toast";
import type { ChosenRuns } from "./chosen-runs";
import { KeyPicker } from "./key-picker";

export type ChartDraft = ChartLook & { title: string; keys: string[]; of: ChosenRuns };
export type SavedChart = RouterOutputs["charts"]["list"][number];

type ChartEditorProps = {
  draft: ChartDraft;
  /** The chart that is changed; null makes a new one. */
  saved: SavedChart | null;
  onClose: () => void;
};

/** Which metrics of which runs, and how they are drawn; the chart itself stands below while it is made. */
export function ChartEditor({ draft, saved, onClose }: ChartEditorProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { project } = useProject();
  const id = useId();
  const [content, setContent] = useState(draft);
  const [zoom, setZoom] = useState<Zoom | null>(null);
  const change = (part: Partial<ChartDraft>) => setContent((now) => ({ ...now, ...part }));
  const of = useSettled(content.of, 300);
  const chosen = useQuery(trpc.charts.runs.queryOptions({ project: project.slug, of }));
  const runs = useMemo(() => chosen.data?.runs ?? [], [chosen.data]);
  // Set before React draws: the second of two quick presses finds it.
  const saving = useRef(false);
  const release = () => {
    saving.current = false;
  };
  const done = async (sentence: string) => {
    await queryClient.invalidateQueries({ queryKey: trpc.charts.list.pathKey() });
    toast.success(sentence);
    onClose();
  };
  const create = useMutation(
    trpc.charts.create.mutationOptions({
      onSuccess: ({ title }) => done(`“${title}” is kept on the page Charts.`),
      onError: release,
    }),
  );
  const rewrite = useMutation(
    trpc.charts.change.mutationOptions({
      onSuccess: ({ title }) => done(`“${title}” is changed.`),
      onError: () => {
        release();
        return queryClient.invalidateQueries({ queryKey: trpc.charts.list.pathKey() });
      },
    }),
  );
  const outdated = readErrorCode(rewrite.error) === "CONFLICT";
  const failure = rewrite.error ?? create.error;
  const complete = content.title.trim() !== "" && content.keys.length > 0 && !chosen.isError;
  const save = (asNew: boolean) => {
    if (!complete || saving.current) return;
    saving.current = true;
    if (saved && !asNew) rewrite.mutate({ project: project.slug, id: saved.id, version: saved.version, content });
    else create.mutate({ project: project.slug, content });
  };
  const pending = [create, rewrite].some(({ isPending, isSuccess }) => isPending || isSuccess);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={saved ? `Change “${saved.title}”` : "New chart"}
      className="top-[4vh]! max-h-[92vh]! w-[min(880px,94vw)]!"
      footer={
        <>
          <Button onClick={onClose}>Discard</Button>
          {outdated ? (
            <Button disabled={!complete || pending} onClick={() => save(true)}>
              Keep mine as a new chart
            </Button>
          ) : null}
          <Button variant="primary" type="submit" form={`${id}-form`} disabled={!complete || pending || outdated}>
            {saved ? "Save chart" : "Keep chart"}
          </Button>
        </>
      }
    >
      <form
        method="post"
        id={`${id}-form`}
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!outdated) save(false);
        }}
      >
        {failure ? (
          <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
            {describeError(failure).sentence}
          </p>
        ) : null}
        <label htmlFor={`${id}-title`} className="grid gap-1">
          <span className="text-xs text-muted">Title</span>
          <Input
            id={`${id}-title`}
            value={content.title}
            maxLength={200}
            onChange={(event) => change({ title: event.target.value })}
          />
        </label>
        <div className="grid gap-1">
          <label htmlFor={`${id}-runs`} className="text-xs text-muted">
            Runs
          </label>
          {"filter" in content.of ? (
            <Input
              id={`${id}-runs`}
              value={content.of.filter}
              spellCheck={false}
              placeholder="all runs; e.g. stage = sft and tag: rank-sweep"
              aria-invalid={chosen.isError}
              aria-describedby={`${id}-found`}
              onChange={(event) => change({ of: { filter: event.target.value } })}
              className="font-mono text-xs"
            />
          ) : (
            <p id={`${id}-runs`} className="flex items-center gap-3">
              {formatCounted(content.of.runIds.length, "chosen run")}
              <Button size="sm" onClick={() => change({ of: { filter: "" } })}>
                Choose by a filter instead
              </Button>
            </p>
          )}
          <p id={`${id}-found`} role="status" className={chosen.isError ? "text-bad" : "text-xs text-muted"}>
            {chosen.isError
              ? describeError(chosen.error).sentence
              : chosen.data
                ? `${formatCounted(chosen.data.matching, "run")} now${chosen.data.matching > runs.length ? `; the newest ${formatCount(runs.length)} are drawn` : ""}${"filter" in of ? ", and those to come" : ""}`
                : "looking…"}
          </p>
        </div>
        <KeyPicker
          project={project.slug}
          runs={runs}
          looking={chosen.isPending}
          chosen={content.keys}
          onChange={(keys) => change({ keys })}
        />
        <ChartControls look={content} seeds onChange={(changes) => change(applyLook(content, changes))} />
        {content.keys.length > 0 ? (
          <ChartPage zoom={zoom} onZoom={setZoom}>
            <RunsChart {...content} project={project.slug} runs={runs} height={220} />
          </ChartPage>
        ) : null}
      </form>
    </Dialog>
  );
}

const PARAMS = { x: "axis", y: "scale", smooth: "smoothing", bands: "bands" } as const;

/** The controls speak in parts of an address; here they change a draft. */
function applyLook(look: ChartLook, changes: Record<string, string | null>): ChartLook {
  const params = new URLSearchParams();
  for (const [param, name] of Object.entries(PARAMS)) params.set(param, String(look[name]));
  for (const [param, value] of Object.entries(changes)) {
    if (value === null) params.delete(param);
    else params.set(param, value);
  }
  return readLook(params);
}
