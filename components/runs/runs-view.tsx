"use client";

import { Rocket } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { formatCount } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useMayDo, useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { describeError } from "../ui/describe-error";
import { Kbd } from "../ui/kbd";
import { loadPart } from "../ui/load-part";
import { ColumnsButton } from "./columns-button";
import { FilterBox } from "./filter-box";
import { GroupButton } from "./group-button";
import { RunList } from "./run-list";
import { withSorted } from "./use-run-layout";
import type { RunPage } from "./use-run-pages";
import { useRunViewState } from "./use-run-view-state";
import { ViewsButton } from "./views-button";

const GroupList = lazy(async () => ({
  default: await loadPart(() => import("./group-list").then((module) => module.GroupList)),
}));

/** The runs of a project as a list or folded into groups. */
export function RunsView({ initial }: { initial: RunPage | null }) {
  const { project } = useProject();
  const mayWrite = useMayDo("runs.write");
  const state = useRunViewState();
  const { filter, sort, group, layout } = state;
  const columns = useMemo(() => withSorted(layout.columns, sort.by), [layout.columns, sort.by]);
  const [refused, setRefused] = useState<string | null>(null);
  const [total, setTotal] = useState<number | null>(initial?.all ?? null);
  const actions = useMemo(
    () => ({
      sort,
      columns,
      onSort: state.setSort,
      layout,
      onGroup: (id: string) => state.setGroup(group.includes(id) || id === "seeds" ? [id] : [...group, id]),
    }),
    [sort, columns, state.setSort, layout, state.setGroup, group],
  );
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-4 pt-3.5 pb-2.5">
        <h1 className="mr-2 whitespace-nowrap">
          Runs <small className="ml-1 text-sm font-normal text-muted">{total === null ? "" : formatCount(total)}</small>
        </h1>
        <FilterBox value={filter} onChange={state.setFilter} refused={refused} />
        <ViewsButton state={state} />
        <GroupButton by={group} onChange={state.setGroup} />
        <ColumnsButton layout={layout} />
        {mayWrite ? (
          <ButtonLink href={pageAddress(project.slug, "/launch")} variant="primary">
            <Rocket aria-hidden className="size-3.5" /> Launch
            <Kbd tone="inherit">L</Kbd>
          </ButtonLink>
        ) : null}
      </div>
      {state.viewError ? (
        <p role="alert" className="mx-4 mb-2 flex items-center gap-2 rounded-md bg-undecided-soft px-3 py-2 text-sm">
          {describeError(state.viewError).sentence} What it showed is in the address still.
          <Button size="sm" onClick={state.closeView}>
            All runs
          </Button>
        </p>
      ) : null}
      {state.waiting ? null : group.length > 0 ? (
        <Suspense fallback={null}>
          <GroupList state={state} actions={actions} />
        </Suspense>
      ) : (
        <RunList state={state} actions={actions} initial={initial} onTotal={setTotal} onRefused={setRefused} />
      )}
    </>
  );
}
