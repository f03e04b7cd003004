import { z } from "zod";
import { clinicalLoopSchema } from "@/domain/studies/loop-settings";
import { STUDY_ACTIONS } from "@/domain/studies/study-rules";
import { actorOf } from "../audit/append-audit";
import type { Viewer } from "../context";
import { projectProcedure, router } from "../trpc";
import { forkStudy } from "./fork-study";
import { launchClinicalLoop } from "./launch-clinical-loop";
import { launchSample } from "./launch-sample";
import { planClinicalLoop } from "./plan-clinical-loop";
import { planFork } from "./plan-fork";
import { readResultFor } from "./read-result-for";
import { readStudyGraph } from "./read-study-graph";
import { rerunNode } from "./rerun-node";
import { steerStudy } from "./steer-study";
import { listStudies, readStudy } from "./study-queries";

const sampleSchema = z.object({
  name: z.string().trim().min(1).max(120).default("Sample study"),
  datasetVersionId: z.string(),
  heldOutVersionId: z.string().nullish(),
  steps: z.int().min(1).max(100_000).default(30),
  examples: z.int().min(1).max(10_000).default(24),
});

const writing = projectProcedure("runs.write");
const ofStudy = z.object({ study: z.string().min(1).max(64) });
const node = z.string().min(1).max(40);
const reason = z.string().trim().max(2_000).nullable().default(null);
const loop = clinicalLoopSchema.extend({ project: z.string() });

const forkSchema = ofStudy.extend({
  project: z.string(),
  node,
  name: z.string().trim().min(1).max(120),
  /** Settings that are otherwise than in the study forked; held against the same rules as a launch. */
  changes: z.record(z.string(), z.unknown()).default({}),
});

const scopeOf = ({ projectId, viewer }: { projectId: string; viewer: Viewer }) => ({
  projectId,
  actor: actorOf(viewer),
});

export const studyRouter = router({
  /** The graph of a launched study, with what its nodes made, cost so far and to come. */
  graph: projectProcedure("project.read")
    .input(ofStudy)
    .query(({ ctx, input }) => readStudyGraph(ctx.db, { projectId: ctx.projectId, studyId: input.study })),
  /** Before against after, as soon as the mixed round is closed. */
  result: projectProcedure("project.read")
    .input(ofStudy)
    .query(({ ctx, input }) => readResultFor(ctx, { projectId: ctx.projectId, studyId: input.study }, ctx.viewer)),
  /** What a launch would come to, and what would be refused. */
  planLoop: writing
    .input(loop)
    .query(({ ctx, input: { project: _, ...settings } }) => planClinicalLoop(ctx.db, ctx.projectId, settings)),
  launchLoop: writing
    .input(loop)
    .mutation(({ ctx, input: { project: _, ...settings } }) => launchClinicalLoop(ctx, scopeOf(ctx), settings)),
  steer: writing
    .input(ofStudy.extend({ action: z.enum(STUDY_ACTIONS), reason }))
    .mutation(({ ctx, input: { study, action, reason } }) => steerStudy(ctx, scopeOf(ctx), { study, action, reason })),
  rerun: writing
    .input(ofStudy.extend({ node, reason }))
    .mutation(({ ctx, input: { study, node, reason } }) => rerunNode(ctx, scopeOf(ctx), { study, node, reason })),
  /** What a fork would keep, make anew and cost, which parts it may say otherwise, and what would be refused. */
  planFork: writing
    .input(forkSchema)
    .query(({ ctx, input: { project: _, ...fork } }) => planFork(ctx.db, ctx.projectId, fork)),
  fork: writing
    .input(forkSchema)
    .mutation(({ ctx, input: { study, node, name, changes } }) =>
      forkStudy(ctx, scopeOf(ctx), { study, node, name, changes }),
    ),
  list: projectProcedure("project.read")
    .input(z.object({ cursor: z.date().nullish(), limit: z.int().min(1).max(200).default(50) }))
    .query(({ ctx, input }) =>
      listStudies(ctx.db, { projectId: ctx.projectId, cursor: input.cursor ?? null, limit: input.limit }),
    ),
  byId: projectProcedure("project.read")
    .input(z.object({ study: z.string() }))
    .query(({ ctx, input }) => readStudy(ctx.db, { projectId: ctx.projectId, studyId: input.study })),
  launchSample: projectProcedure("runs.write")
    .input(sampleSchema)
    .mutation(({ ctx, input }) =>
      launchSample(
        ctx,
        { projectId: ctx.projectId, userId: ctx.viewer.userId },
        { ...input, heldOutVersionId: input.heldOutVersionId ?? null },
      ),
    ),
});
