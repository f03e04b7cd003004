"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import type { RunViewState } from "./use-run-view-state";
import { useSaveView } from "./use-save-view";
import { ViewConflict } from "./view-conflict";

type ViewsPanelProps = { state: RunViewState; close: () => void };

/** The views of the project, and what can be done with the one that is open. */
export function ViewsPanel({ state, close }: ViewsPanelProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const mayWrite = useMayDo("views.write");
  const views = useQuery(trpc.views.list.queryOptions({ project: project.slug }, { staleTime: 0 }));
  const [name, setName] = useState("");
  const save = useSaveView(state, close);
  const { view } = state;
  return (
    <div className="grid w-80 max-w-full gap-3">
      {views.isPending ? <SkeletonLines lines={3} label="Reading the views" /> : null}
      {views.error ? <ErrorState what="The views" error={views.error} onRetry={() => void views.refetch()} /> : null}
      {views.data?.length === 0 ? (
        <p className="text-muted">
          No view was saved yet. A view keeps filter, order, groups and columns under a name, for everybody here.
        </p>
      ) : null}
      <ul aria-label="Views of this project" className="grid max-h-64 overflow-auto">
        {views.data?.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              aria-current={each.id === view?.id}
              onClick={() => {
                state.openView(each.id, each.definition);
                close();
              }}
              className="flex w-full items-baseline gap-2 rounded-md px-2 py-1.5 text-left hover:bg-accent-soft aria-[current=true]:bg-accent-soft"
            >
              <span className="truncate font-medium">{each.name}</span>
              <small className="ml-auto shrink-0 text-xs text-muted">
                {each.changedByName ?? "somebody"}, <RelativeTime time={each.changedAt} />
              </small>
            </button>
          </li>
        ))}
      </ul>
      {save.conflict && view ? <ViewConflict save={save} state={state} close={close} /> : null}
      {save.error && !save.conflict ? <p className="text-sm text-bad">{describeError(save.error).sentence}</p> : null}
      {view && mayWrite ? (
        <div className="flex flex-wrap gap-1.5 border-t border-line pt-3">
          <Button size="sm" disabled={!state.changed || save.pending} onClick={() => save.over(view.version)}>
            Save over “{view.name}”
          </Button>
          <Button size="sm" onClick={() => void navigator.clipboard.writeText(viewLink(view.id))}>
            Copy link
          </Button>
          <Button size="sm" variant="ghost" onClick={state.closeView}>
            Leave view
          </Button>
          <Button size="sm" variant="danger" disabled={save.pending} onClick={() => save.remove(view.version)}>
            Delete view
          </Button>
        </div>
      ) : null}
      {mayWrite ? (
        <form
          method="post"
          className="flex gap-1.5 border-t border-line pt-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) save.asNew(name.trim());
          }}
        >
          <Input
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
            placeholder="Name of a new view"
            aria-label="Name of a new view"
          />
          <Button type="submit" variant="primary" disabled={!name.trim() || save.pending}>
            Save as new
          </Button>
        </form>
      ) : null}
    </div>
  );
}

function viewLink(id: string): string {
  return `${location.origin}${location.pathname}?view=${id}`;
}
