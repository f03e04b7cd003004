import type { Operation } from "./operation";
import { accountOperations } from "./operations/account-operations";
import { artifactOperations } from "./operations/artifact-operations";
import { chartOperations } from "./operations/chart-operations";
import { compareOperations } from "./operations/compare-operations";
import { dataOperations } from "./operations/data-operations";
import { peopleOperations } from "./operations/people-operations";
import { resultOperations } from "./operations/result-operations";
import { runOperations } from "./operations/run-operations";
import { secretOperations } from "./operations/secret-operations";
import { seriesOperations } from "./operations/series-operations";
import { stageOperations } from "./operations/stage-operations";
import { studyOperations } from "./operations/study-operations";

/** The whole API: what is not in this table cannot be asked for. */
export const OPERATIONS: readonly Operation[] = [
  ...accountOperations,
  ...runOperations,
  ...seriesOperations,
  ...resultOperations,
  ...compareOperations,
  ...artifactOperations,
  ...stageOperations,
  ...dataOperations,
  ...studyOperations,
  ...chartOperations,
  ...peopleOperations,
  ...secretOperations,
];
