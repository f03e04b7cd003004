import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "@/server/router";
import { ALONE } from "../layout/trpc-client";
import { readErrorCode } from "../ui/describe-error";
import type { ReviewApi } from "./review-api";

/** The plain client: a refused session must not take the reader away from the page. */
export function createReviewApi(client: TRPCClient<AppRouter>, project: string, campaign: string): ReviewApi {
  const { reviews } = client;
  return {
    round: () => reviews.round.query({ project, campaign }),
    next: (count, after) => reviews.next.mutate({ project, campaign, count, after }, ALONE),
    one: (assignment) => reviews.case.query({ project, assignment }, ALONE),
    localKey: async () => (await reviews.localKey.query({ project })).key,
    time: async (id, kind, seconds) => {
      await reviews.time.mutate({ project, campaign, id, kind, seconds });
    },
    earlier: (before) => reviews.earlier.query({ project, campaign, before, limit: 50 }),
    practiseAgain: async () => {
      await reviews.practiceAgain.mutate({ project, campaign });
    },
    feedback: (assignment) => reviews.practiceFeedback.query({ project, assignment }),
    save: async (changes) => {
      try {
        return await reviews.save.mutate({ project, changes });
      } catch (error) {
        if (readErrorCode(error) === "UNAUTHORIZED") return "signed-out";
        if (error instanceof Error) return "unreachable";
        throw error;
      }
    },
  };
}
