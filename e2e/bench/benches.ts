import type { BenchRow } from "@/server/bench/bench-row";
import { benchCharts } from "./charts.bench";
import { benchFirstLoad } from "./first-load.bench";
import { benchLogs } from "./logs.bench";
import type { Product } from "./open-product";
import { benchReviewScreen } from "./review-screen.bench";
import { benchRunsTableScreen } from "./runs-table.bench";
import { benchScreen } from "./screen.bench";

/** In a browser, against the built product. */
export const BROWSER_BENCHES: Readonly<Record<string, (product: Product) => Promise<BenchRow[]>>> = {
  screen: benchScreen,
  "page-load": benchFirstLoad,
  "runs-screen": benchRunsTableScreen,
  charts: benchCharts,
  logs: benchLogs,
  "review-screen": benchReviewScreen,
};
