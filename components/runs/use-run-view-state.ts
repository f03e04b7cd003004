"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { readGrouping, writeGrouping } from "@/domain/runs/run-groups";
import { DEFAULT_RUN_SORT, type RunSort, readRunSort, writeRunSort } from "@/domain/runs/run-sort";
import type { ViewDefinition } from "@/domain/runs/view-definition";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { useUrlParams } from "../run/use-url-params";
import { DEFAULT_CHOICES, useRunLayout } from "./use-run-layout";

const NAMES = ["filter", "sort", "group"] as const;
const SHOWN = "shown";

/**
 * What the table shows, in the address: filter, sort, group and the saved view they began with. A bare link to a view
 * takes over what the view says; after that the address holds the person's own changes beside it.
 */
export function useRunViewState() {
  const { project } = useProject();
  const trpc = useTRPC();
  const { params, set } = useUrlParams();
  const viewId = params.get("view");
  const view = useQuery(
    trpc.views.byId.queryOptions(
      { project: project.slug, view: viewId ?? "" },
      { enabled: viewId !== null, retry: false },
    ),
  );
  const bare = viewId !== null && !params.has(SHOWN) && NAMES.every((name) => !params.has(name));
  const saved = view.data?.definition;

  const filter = params.get("filter") ?? "";
  const sortText = params.get("sort");
  const sort = useMemo(() => readRunSort(sortText), [sortText]);
  const groupText = params.get("group");
  const group = useMemo(() => readGrouping(groupText), [groupText]);
  const layout = useRunLayout(`assay-runs-columns:${project.slug}:${viewId ?? ""}`, saved?.columns ?? DEFAULT_CHOICES);

  const take = useCallback(
    (id: string, { filter: f, sort: s, group: g }: ViewDefinition) =>
      set({ view: id, filter: f, sort: s, group: writeGrouping(g), [SHOWN]: "1" }),
    [set],
  );
  useEffect(() => {
    if (bare && viewId && saved) take(viewId, saved);
  }, [bare, viewId, saved, take]);

  const definition: ViewDefinition = {
    filter,
    sort: sortText ? writeRunSort(sort) : "",
    group,
    columns: layout.columns.map(({ id, width, size, pinned }) => ({
      id,
      ...(width === size ? {} : { width }),
      ...(pinned ? { pinned } : {}),
    })),
  };
  return {
    filter,
    sort,
    group,
    layout,
    definition,
    view: viewId === null ? null : (view.data ?? null),
    viewError: view.error,
    /** A view is being read, and what it says is not known yet. */
    waiting: bare && view.isPending,
    changed: saved !== undefined && !bare && !sameDefinition(definition, saved),
    setFilter: useCallback((value: string) => set({ filter: value }), [set]),
    setSort: useCallback((value: RunSort) => set({ sort: writeRunSort(value) }), [set]),
    setGroup: useCallback((by: readonly string[]) => set({ group: writeGrouping(by), sort: null }), [set]),
    /** The runs of one group, as a list. */
    openGroup: useCallback((value: string) => set({ filter: value, group: null, sort: null }), [set]),
    openView: (id: string, of: ViewDefinition) => take(id, of),
    closeView: () => set({ view: null, [SHOWN]: null, filter: null, sort: null, group: null }),
    /** After it was saved: the columns of this browser are the view's own now. */
    saved: (id: string) => {
      layout.reset();
      set({ view: id, [SHOWN]: "1" });
    },
  };
}

/** Orders say the same where one is written out and the other is what is meant without one. */
function sameDefinition(a: ViewDefinition, b: ViewDefinition): boolean {
  const comparable = ({ filter, sort, group, columns }: ViewDefinition) =>
    JSON.stringify([
      filter.trim(),
      sort || writeRunSort(DEFAULT_RUN_SORT),
      group,
      columns.map(({ id, width = null, pinned = false }) => [id, width, pinned]),
    ]);
  return comparable(a) === comparable(b);
}

export type RunViewState = ReturnType<typeof useRunViewState>;
