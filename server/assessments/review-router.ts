import { z } from "zod";
import {
  earlierCaseAnswer,
  nextCasesAnswer,
  practiceFeedbackAnswer,
  reviewCaseAnswer,
  roundAnswer,
  roundSummaryAnswer,
  savedAnswer,
} from "@/domain/assessments/review-answer";
import { actorOf } from "../audit/append-audit";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { listEarlierCases, readCase } from "./earlier-cases";
import { localKeyOf, requireOwner } from "./local-key";
import { nextCases } from "./next-cases";
import { readPaidTime } from "./paid-time-queries";
import { practiseAgain, readPracticeFeedback } from "./practice";
import { recordTime } from "./record-time";
import { listRounds, readRound } from "./rounds-queries";
import { saveChanges } from "./save-changes";

const reading = projectProcedure("reviews.write")
  /** Of a browser's page: whose marks it keeps. */
  .input(z.object({ owner: z.string().max(64).optional() }))
  .use(({ ctx, input, next }) => {
    if (input.owner !== undefined) requireOwner(env().ASSAY_SECRET, ctx.viewer.userId, input.owner);
    return next();
  });
const id = z.string().min(1).max(64);
const ofRound = z.object({ campaign: id });
const ofCase = z.object({ assignment: id });

type Asking = { projectId: string; viewer: { userId: string } };
const readerAt = ({ projectId, viewer }: Asking) => ({ projectId, userId: viewer.userId });

/**
 * All that a reader's session can get. What leaves is named field by field in `domain/assessments/review-answer.ts`,
 * because one field more may say whose note she is reading.
 */
export const reviewRouter = router({
  queue: reading.output(z.array(roundSummaryAnswer)).query(({ ctx }) => listRounds(ctx.db, readerAt(ctx))),
  round: reading
    .input(ofRound)
    .output(roundAnswer)
    .query(({ ctx, input }) => readRound(ctx.db, readerAt(ctx), input.campaign)),
  /** A mutation, because in a queue it takes cases. */
  next: reading
    .input(ofRound.extend({ after: id.optional(), count: z.int().min(1).max(20).default(1) }))
    .output(nextCasesAnswer)
    .mutation(({ ctx, input }) => nextCases(ctx, readerAt(ctx), input)),
  earlier: reading
    .input(ofRound.extend({ before: id.optional(), limit: z.int().min(1).max(100).default(20) }))
    .output(z.array(earlierCaseAnswer))
    .query(({ ctx, input }) => listEarlierCases(ctx.db, readerAt(ctx), input)),
  case: reading
    .input(ofCase)
    .output(reviewCaseAnswer)
    .query(({ ctx, input }) => readCase(ctx.db, readerAt(ctx), input.assignment)),
  /** Each change is read by itself, so that one that is broken does not keep the others out. */
  save: reading
    .input(z.object({ changes: z.array(z.record(z.string(), z.unknown())).max(200) }))
    .output(savedAnswer)
    .mutation(({ ctx, input }) => saveChanges(ctx, readerAt(ctx), actorOf(ctx.viewer), input.changes)),
  time: reading
    .input(
      ofRound.extend({
        id: z.string().min(8).max(40),
        kind: z.enum(["training", "adjudication"]),
        seconds: z.number().min(0).max(86_400),
      }),
    )
    .output(z.strictObject({ counted: z.number() }))
    .mutation(({ ctx, input }) => recordTime(ctx, readerAt(ctx), input)),
  practiceFeedback: reading
    .input(ofCase)
    .output(practiceFeedbackAnswer)
    .query(({ ctx, input }) => readPracticeFeedback(ctx.db, readerAt(ctx), input.assignment)),
  practiceAgain: reading
    .input(ofRound)
    .output(z.strictObject({ cases: z.int() }))
    .mutation(({ ctx, input }) => practiseAgain(ctx, readerAt(ctx), actorOf(ctx.viewer), input.campaign)),
  /** For who pays readers, and no reader herself. */
  paidTime: projectProcedure("campaigns.write")
    .input(ofRound.extend({ from: z.iso.date().optional(), to: z.iso.date().optional() }))
    .query(({ ctx, input }) => readPaidTime(ctx.db, { projectId: ctx.projectId, ...input })),
  localKey: reading
    .output(z.strictObject({ key: z.string() }))
    .query(({ ctx }) => ({ key: localKeyOf(env().ASSAY_SECRET, ctx.viewer.userId) })),
});
