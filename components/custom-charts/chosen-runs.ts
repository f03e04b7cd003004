import type { RouterInputs } from "../layout/trpc";

/** Which runs a chart is of: those of a filter, also to come, or exactly these. */
export type ChosenRuns = RouterInputs["charts"]["runs"]["of"];

/** As many as the server takes; of these a chart draws the newest hundred and says so. */
const MOST_CHOSEN = 1_000;

/** `?runs=a,b` or `?filter=…`; null where the address chooses none. */
export function readChosen(params: URLSearchParams): ChosenRuns | null {
  const runs = params.get("runs");
  if (runs) return { runIds: [...new Set(runs.split(",").filter(Boolean))].slice(0, MOST_CHOSEN) };
  const filter = params.get("filter");
  return filter === null ? null : { filter };
}

/** Address of the charts of some runs, for whoever leads there. */
export function chartsAddress(project: string, of: ChosenRuns): string {
  const params = new URLSearchParams("runIds" in of ? { runs: of.runIds.join(",") } : { filter: of.filter });
  return `/projects/${encodeURIComponent(project)}/charts?${params}`;
}

export function sayChosen(of: ChosenRuns): string {
  if ("runIds" in of) return of.runIds.length === 1 ? "1 chosen run" : `${of.runIds.length} chosen runs`;
  return of.filter === "" ? "all runs" : `runs matching ${of.filter}`;
}
