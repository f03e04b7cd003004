import { MOST_CHOSEN_RUNS } from "@/domain/charts/chart-axis";
import type { RouterInputs } from "../layout/trpc";

/** Which runs a chart is of: those of a filter, also to come, or exactly these. */
export type ChosenRuns = RouterInputs["charts"]["runs"]["of"];

/** `?runs=a,b` or `?filter=…`; null where the address chooses none. */
export function readChosen(params: URLSearchParams): ChosenRuns | null {
  const runs = params.get("runs");
  if (runs) return { runIds: [...new Set(runs.split(",").filter(Boolean))].slice(0, MOST_CHOSEN_RUNS) };
  const filter = params.get("filter");
  return filter === null ? null : { filter };
}

/** Address of the charts of some runs, for whoever leads there. */
export function chartsAddress(project: string, of: ChosenRuns): string {
  // Commas as they are: written as %2C they would be a fifth of the address.
  const choice = "runIds" in of ? `runs=${of.runIds.map(encodeURIComponent).join(",")}` : new URLSearchParams(of);
  return `/projects/${encodeURIComponent(project)}/charts?${choice}`;
}

export function sayChosen(of: ChosenRuns): string {
  if ("runIds" in of) return of.runIds.length === 1 ? "1 chosen run" : `${of.runIds.length} chosen runs`;
  return of.filter === "" ? "all runs" : `runs matching ${of.filter}`;
}
