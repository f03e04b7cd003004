import { describeFailure } from "./describe-failure";
import { DomainError, HTTP_STATUS } from "./errors";

/** What a route that is no tRPC answers when its work failed; the log hears of what nobody foresaw, without values. */
export function answerFailure(error: unknown): Response {
  if (error instanceof DomainError) {
    const { kind, message, problems } = error;
    return Response.json({ kind, message, problems }, { status: HTTP_STATUS[kind] });
  }
  if (!(error instanceof Error)) throw error;
  console.error(`Request: ${describeFailure(error)}`);
  return Response.json({ kind: "Unforeseen", message: "Something failed inside of Assay." }, { status: 500 });
}
