import type { Operation } from "./operation";
import { accountOperations } from "./operations/account-operations";
import { runOperations } from "./operations/run-operations";
import { seriesOperations } from "./operations/series-operations";
import { stageOperations } from "./operations/stage-operations";

/** The whole API: what is not in this table cannot be asked for. */
export const OPERATIONS: readonly Operation[] = [
  ...accountOperations,
  ...runOperations,
  ...seriesOperations,
  ...stageOperations,
];
