import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { ApiProblem, ErrorAnswer, ErrorKind } from "@/domain/api/problem";
import { describeFailure } from "../describe-failure";
import { DomainError } from "../errors";
import { ApiError, ERROR_STATUS } from "./api-error";
import { UndocumentedAnswer } from "./undocumented-answer";

type Refusal = { kind: ErrorKind; message: string; problems: readonly ApiProblem[]; headers?: Record<string, string> };

const KINDS: Partial<Record<TRPCError["code"], ErrorKind>> = {
  BAD_REQUEST: "BadRequest",
  UNAUTHORIZED: "Unauthorized",
  FORBIDDEN: "Forbidden",
  NOT_FOUND: "NotFound",
  CONFLICT: "Conflict",
  PAYLOAD_TOO_LARGE: "TooLarge",
  TOO_MANY_REQUESTS: "TooManyRequests",
  UNPROCESSABLE_CONTENT: "Validation",
};

function refuseFields(error: z.ZodError): Refusal {
  const problems = error.issues.map((issue) => ({ where: issue.path.join("."), what: issue.message }));
  const fields = [...new Set(problems.map(({ where }) => where))].filter(Boolean).join(", ");
  return { kind: "BadRequest", message: `The request cannot be read${fields && `: ${fields}`}.`, problems };
}

/** What the person may read of an error; null where nobody foresaw it. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof ApiError) return { ...error, message: error.message };
  if (error instanceof DomainError) return { kind: error.kind, message: error.message, problems: error.problems };
  if (error instanceof z.ZodError) return refuseFields(error);
  if (!(error instanceof TRPCError)) return null;
  if (error.code === "BAD_REQUEST" && error.cause instanceof z.ZodError) return refuseFields(error.cause);
  if (error.cause instanceof DomainError) return refusalOf(error.cause);
  const kind = KINDS[error.code];
  return kind ? { kind, message: error.message, problems: [] } : null;
}

/** One shape for every refusal. The log hears of what nobody foresaw, under the id that the answer names. */
export function answerError(error: unknown, id: string): Response {
  const refusal = refusalOf(error);
  if (!refusal) {
    const cause = error instanceof TRPCError && error.cause ? error.cause : error;
    if (!(cause instanceof Error)) throw cause;
    const what = cause instanceof UndocumentedAnswer ? cause.message : describeFailure(cause);
    console.error(`API ${id}: ${what}`);
  }
  const { kind, message, problems, headers } = refusal ?? {
    kind: "Unforeseen" as const,
    message: "Something failed inside of Assay. Its log says more under this id.",
    problems: [],
  };
  const body: ErrorAnswer = { error: { kind, message, problems: [...problems], id } };
  return Response.json(body, { status: ERROR_STATUS[kind], headers: { ...headers, "x-request-id": id } });
}
