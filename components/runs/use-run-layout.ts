"use client";

import { useCallback, useMemo } from "react";
import { NARROWEST_COLUMN, WIDEST_COLUMN } from "@/domain/runs/column-width";
import type { ColumnChoice } from "@/domain/runs/view-definition";
import { useStored } from "../layout/use-stored";
import { columnOf, DEFAULT_COLUMN_IDS, type RunColumn } from "./run-columns";

export type PlacedColumn = RunColumn & { width: number; pinned: boolean };

export const DEFAULT_CHOICES: readonly ColumnChoice[] = DEFAULT_COLUMN_IDS.map((id) => ({ id }));
const MOST_COLUMNS = 60;

function isChoice(value: unknown): value is ColumnChoice {
  return typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";
}

/** What another version stored in another shape counts as nothing. */
export function readChoices(text: string): ColumnChoice[] | null {
  if (!text) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.length > 0 && value.every(isChoice) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Pinned ones first, each group in its order; columns that this version does not know are left out. */
export function placeColumns(choices: readonly ColumnChoice[]): PlacedColumn[] {
  const placed = choices.flatMap(({ id, width, pinned = false }) => {
    const column = columnOf(id);
    return column ? [{ ...column, width: width ?? column.size, pinned }] : [];
  });
  return [...placed.filter(({ pinned }) => pinned), ...placed.filter(({ pinned }) => !pinned)];
}

/** To the left or the right among those that are pinned as it is. */
export function moveColumn(choices: readonly ColumnChoice[], id: string, by: number): ColumnChoice[] {
  const order = placeColumns(choices).map((column) => column.id);
  const pinned = new Set(choices.filter((choice) => choice.pinned).map((choice) => choice.id));
  const at = order.indexOf(id);
  const to = at + by;
  const other = order[to];
  const sorted = order.flatMap((each) => choices.find((choice) => choice.id === each) ?? []);
  if (at < 0 || other === undefined || pinned.has(other) !== pinned.has(id)) return sorted;
  const [moved] = sorted.splice(at, 1);
  if (moved) sorted.splice(to, 0, moved);
  return sorted;
}

/** After the configs and metrics that are there, else after the name: where one looks for it. */
export function insertColumn(choices: readonly ColumnChoice[], id: string): ColumnChoice[] {
  const last = choices.findLastIndex((choice) => /^(config|metric)\./.test(choice.id));
  const at = last >= 0 ? last : choices.findIndex((choice) => choice.id === "name");
  return [...choices.slice(0, at + 1), { id }, ...choices.slice(at + 1)];
}

/** What a list is sorted by is seen, also where nobody chose its column. */
export function withSorted(columns: readonly PlacedColumn[], by: string): readonly PlacedColumn[] {
  const column = columns.some(({ sort }) => sort === by) || by === "created" ? null : columnOf(by);
  if (!column) return columns;
  const placed = { ...column, width: column.size, pinned: false };
  const at = columns.findLastIndex(({ id, pinned }) => pinned || id === "name");
  return [...columns.slice(0, at + 1), placed, ...columns.slice(at + 1)];
}

export type RunLayout = ReturnType<typeof useRunLayout>;

/** Which columns in which order, how wide, which pinned: of this browser, for each saved view apart. */
export function useRunLayout(storedUnder: string, start: readonly ColumnChoice[]) {
  const [text, storeText] = useStored<string>(storedUnder, "");
  const choices = useMemo(() => readChoices(text) ?? start, [text, start]);
  const columns = useMemo(() => placeColumns(choices), [choices]);
  const store = useCallback((next: readonly ColumnChoice[]) => storeText(JSON.stringify(next)), [storeText]);
  const change = (id: string, with_: Partial<ColumnChoice>) =>
    store(choices.map((choice) => (choice.id === id ? { ...choice, ...with_ } : choice)));
  return {
    choices,
    columns,
    store,
    /** Back to what the view or the product begins with. */
    reset: () => storeText(""),
    show: (id: string) => {
      if (choices.length < MOST_COLUMNS && !choices.some((choice) => choice.id === id))
        store(insertColumn(choices, id));
    },
    hide: (id: string) => {
      if (choices.length > 1) store(choices.filter((choice) => choice.id !== id));
    },
    pin: (id: string, pinned: boolean) => change(id, { pinned }),
    move: (id: string, by: number) => store(moveColumn(choices, id, by)),
    /** Drops one column where another stands. */
    moveTo: (id: string, target: string) => {
      const order = placeColumns(choices).map((column) => column.id);
      store(moveColumn(choices, id, order.indexOf(target) - order.indexOf(id)));
    },
    resize: (id: string, width: number | undefined) =>
      change(id, {
        width: width && Math.round(Math.min(WIDEST_COLUMN, Math.max(NARROWEST_COLUMN, width))),
      }),
  };
}
