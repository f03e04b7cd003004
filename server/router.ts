import { accountRouter } from "./account/account-router";
import { sessionRouter } from "./account/session-router";
import { tokenRouter } from "./account/token-router";
import { artifactRouter } from "./artifacts/artifact-router";
import { reviewRouter } from "./assessments/review-router";
import { attemptRouter } from "./attempts/attempt-router";
import { auditRouter } from "./audit/audit-router";
import { campaignRouter } from "./campaigns/campaign-router";
import { chartRouter } from "./charts/chart-router";
import { compareRouter } from "./compare/compare-router";
import { datasetRouter } from "./datasets/dataset-router";
import { egressRouter } from "./egress/egress-router";
import { erasureRouter } from "./erasure/erasure-router";
import { evaluationRouter } from "./evaluations/evaluation-router";
import { gateRouter } from "./gates/gate-router";
import { generationRouter } from "./generations/generation-router";
import { labelRouter } from "./labels/label-router";
import { lineageRouter } from "./lineage/lineage-router";
import { liveRouter } from "./live/live-router";
import { logRouter } from "./logs/log-router";
import { marginRouter } from "./margins/margin-router";
import { modelRouter } from "./models/model-router";
import { overviewRouter } from "./overview/overview-router";
import { pairRouter } from "./pairs/pair-router";
import { invitationRouter } from "./people/invitation-router";
import { peopleRouter } from "./people/people-router";
import { projectRouter } from "./projects/project-router";
import { reportRouter } from "./reports/report-router";
import { runRouter } from "./runs/run-router";
import { secretRouter } from "./secrets/secret-router";
import { seriesRouter } from "./series/series-router";
import { stageRouter } from "./stages/stage-router";
import { studyRouter } from "./studies/study-router";
import { sweepRouter } from "./sweeps/sweep-router";
import { createCallerFactory, router } from "./trpc";
import { viewRouter } from "./views/view-router";

export const appRouter = router({
  views: viewRouter,
  models: modelRouter,
  datasets: datasetRouter,
  account: accountRouter,
  artifacts: artifactRouter,
  audit: auditRouter,
  campaigns: campaignRouter,
  charts: chartRouter,
  attempts: attemptRouter,
  compare: compareRouter,
  egress: egressRouter,
  erasures: erasureRouter,
  evaluations: evaluationRouter,
  gates: gateRouter,
  generations: generationRouter,
  invitations: invitationRouter,
  labels: labelRouter,
  lineage: lineageRouter,
  live: liveRouter,
  logs: logRouter,
  margins: marginRouter,
  overview: overviewRouter,
  pairs: pairRouter,
  people: peopleRouter,
  projects: projectRouter,
  reports: reportRouter,
  reviews: reviewRouter,
  runs: runRouter,
  sessions: sessionRouter,
  stages: stageRouter,
  studies: studyRouter,
  sweeps: sweepRouter,
  tokens: tokenRouter,
  secrets: secretRouter,
  series: seriesRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
