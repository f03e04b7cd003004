import type { Operation } from "./operation";
import { accountOperations } from "./operations/account-operations";
import { artifactOperations } from "./operations/artifact-operations";
import { auditOperations } from "./operations/audit-operations";
import { campaignOperations } from "./operations/campaign-operations";
import { chartOperations } from "./operations/chart-operations";
import { compareOperations } from "./operations/compare-operations";
import { dataOperations } from "./operations/data-operations";
import { egressOperations } from "./operations/egress-operations";
import { erasureOperations } from "./operations/erasure-operations";
import { gateOperations } from "./operations/gate-operations";
import { importOperations } from "./operations/import-operations";
import { labelOperations } from "./operations/label-operations";
import { manyRunsOperations } from "./operations/many-runs-operations";
import { marginOperations } from "./operations/margin-operations";
import { pairOperations } from "./operations/pair-operations";
import { peopleOperations } from "./operations/people-operations";
import { preferenceOperations } from "./operations/preference-operations";
import { reportDownloads } from "./operations/report-downloads";
import { reportOperations } from "./operations/report-operations";
import { resultOperations } from "./operations/result-operations";
import { reviewOperations } from "./operations/review-operations";
import { runOperations } from "./operations/run-operations";
import { secretOperations } from "./operations/secret-operations";
import { seriesOperations } from "./operations/series-operations";
import { stageOperations } from "./operations/stage-operations";
import { studyOperations } from "./operations/study-operations";
import { sweepFileOperations } from "./operations/sweep-file-operations";
import { versionOperations } from "./operations/version-operations";
import { viewOperations } from "./operations/view-operations";

/** The whole API: what is not in this table cannot be asked for. */
export const OPERATIONS: readonly Operation[] = [
  ...accountOperations,
  ...runOperations,
  ...manyRunsOperations,
  ...seriesOperations,
  ...resultOperations,
  ...compareOperations,
  ...artifactOperations,
  ...stageOperations,
  ...dataOperations,
  ...importOperations,
  ...versionOperations,
  ...studyOperations,
  ...sweepFileOperations,
  ...reportOperations,
  ...reportDownloads,
  ...viewOperations,
  ...chartOperations,
  ...campaignOperations,
  ...labelOperations,
  ...peopleOperations,
  ...secretOperations,
  ...egressOperations,
  ...erasureOperations,
  ...reviewOperations,
  ...auditOperations,
  ...gateOperations,
  ...marginOperations,
  ...preferenceOperations,
  ...pairOperations,
];
