import { type TRPCClient, TRPCClientError } from "@trpc/client";
import { ownerOfMarks } from "@/domain/assessments/owner-of-marks";
import type { AppRouter } from "@/server/router";
import { ALONE } from "../layout/trpc-client";
import { readErrorCode } from "../ui/describe-error";
import type { ReviewApi } from "./review-api";
import type { SaveFailure } from "./store/keeper-state";

/** An answer that is none of a server's own, as of a proxy in between, is one all the same. */
export function whySaveFailed(error: unknown): SaveFailure {
  if (!(error instanceof Error)) throw error;
  if (readErrorCode(error) === "UNAUTHORIZED") return "signed-out";
  const answered = error instanceof TRPCClientError && (error.data || error.meta?.response);
  return answered ? "failed" : "unreachable";
}

/**
 * The plain client: a refused session must not take the reader away from the page. All that is asked says for whose
 * marks, because somebody else may have signed in beside this page.
 */
export function createReviewApi(client: TRPCClient<AppRouter>, project: string, campaign: string): ReviewApi {
  const { reviews } = client;
  let owner: string | undefined;
  return {
    round: () => reviews.round.query({ project, campaign, owner }),
    next: (count, after) => reviews.next.mutate({ project, campaign, owner, count, after }, ALONE),
    one: (assignment) => reviews.case.query({ project, assignment, owner }, ALONE),
    localKey: async () => {
      const { key } = await reviews.localKey.query({ project });
      owner ??= ownerOfMarks(key);
      return key;
    },
    time: async (id, kind, seconds) => {
      await reviews.time.mutate({ project, campaign, owner, id, kind, seconds });
    },
    earlier: (before) => reviews.earlier.query({ project, campaign, owner, before, limit: 50 }),
    practiseAgain: async () => {
      await reviews.practiceAgain.mutate({ project, campaign, owner });
    },
    feedback: (assignment) => reviews.practiceFeedback.query({ project, assignment, owner }),
    save: (changes) => reviews.save.mutate({ project, owner, changes }, ALONE).catch(whySaveFailed),
  };
}
