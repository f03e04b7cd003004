/** What a comparison's address holds: enough for another person to see the same. */
export type CompareAddress = {
  runs: string[];
  baseline: string | null;
  against: string | null;
  metric: string | null;
  /** Runs that differ by their seed alone stand together. */
  fold: boolean;
  /** Scores with failed texts read in other ways are shown too. */
  readings: boolean;
};

export const MOST_COMPARED = 100;

export function readCompareAddress(params: Pick<URLSearchParams, "get">): CompareAddress {
  const runs = (params.get("runs") ?? "").split(",").map((id) => id.trim());
  return {
    runs: [...new Set(runs.filter((id) => id !== ""))].slice(0, MOST_COMPARED),
    baseline: params.get("baseline"),
    against: params.get("against"),
    metric: params.get("metric"),
    fold: params.get("seeds") !== "apart",
    readings: params.get("readings") === "all",
  };
}

/** `/projects/<slug>/compare?runs=a,b`; the first one is the baseline unless another is named. */
export function compareAddress(project: string, runs: readonly string[]): string {
  const ids = runs.slice(0, MOST_COMPARED).map(encodeURIComponent).join(",");
  return `/projects/${encodeURIComponent(project)}/compare${ids ? `?runs=${ids}` : ""}`;
}
