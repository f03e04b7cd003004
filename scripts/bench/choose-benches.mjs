import { Refusal } from "../terminal/refusal.mjs";

/** What each bench needs that runs it: nothing, a Postgres, the built product and a browser, or the built product alone. */
export const BENCHES = {
  start: ["start"],
  browser: ["screen", "page-load", "runs-screen", "charts", "logs", "review-screen"],
  server: [
    "series-read",
    "curves",
    "gate",
    "import",
    "ingest",
    "lineage",
    "live",
    "launch",
    "log-search",
    "pairs",
    "review",
    "runs-table",
  ],
  routes: ["live-route", "ingest-route", "api-route"],
};

/**
 * The benches named, by what they need; all where none is named.
 * @param {readonly string[]} names
 * @returns {Record<keyof typeof BENCHES, string[]>}
 */
export function chooseBenches(names) {
  const known = Object.values(BENCHES).flat();
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Refusal(`There is no bench ${unknown.join(", ")}; there are ${known.join(", ")}.`);
  }
  const chosen = (group) => group.filter((name) => names.length === 0 || names.includes(name));
  return {
    start: chosen(BENCHES.start),
    browser: chosen(BENCHES.browser),
    server: chosen(BENCHES.server),
    routes: chosen(BENCHES.routes),
  };
}
