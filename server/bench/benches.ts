import { benchApiRoute } from "./api-route.bench";
import type { Bench, BenchRow } from "./bench-row";
import { benchCurves } from "./curves.bench";
import { benchGate } from "./gate.bench";
import { benchImport } from "./import.bench";
import { benchIngest } from "./ingest.bench";
import { benchIngestRoute } from "./ingest-route.bench";
import { benchLaunch } from "./launch.bench";
import { benchLineage } from "./lineage.bench";
import { benchLive } from "./live.bench";
import { benchLiveRoute, type RunningServer } from "./live-route.bench";
import { benchLogSearch } from "./log-search.bench";
import { benchPairs } from "./pairs.bench";
import { benchReview } from "./review.bench";
import { benchRunsTable } from "./runs-table.bench";
import { benchSeriesRead } from "./series-read.bench";

/** In this process, on a database of their own. */
export const SERVER_BENCHES: Readonly<Record<string, Bench>> = {
  "series-read": benchSeriesRead,
  curves: benchCurves,
  gate: benchGate,
  import: benchImport,
  ingest: benchIngest,
  lineage: benchLineage,
  live: benchLive,
  launch: benchLaunch,
  "log-search": benchLogSearch,
  pairs: benchPairs,
  review: benchReview,
  "runs-table": benchRunsTable,
};

/** Through HTTP, against a server that runs. */
export const ROUTE_BENCHES: Readonly<Record<string, (server: RunningServer) => Promise<BenchRow[]>>> = {
  "live-route": benchLiveRoute,
  "ingest-route": benchIngestRoute,
  "api-route": benchApiRoute,
};
