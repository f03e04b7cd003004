import { answerFailure } from "@/server/answer-failure";
import { bearerToken } from "@/server/auth/read-bearer-viewer";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { forgetToken, recallAttemptKey } from "@/server/ingest/attempt-tokens";
import { ingestFrames } from "@/server/ingest/ingest-frames";
import { ingest } from "@/server/ingest/ingest-services";
import { ingestSettings } from "@/server/ingest/ingest-settings";
import { readBody } from "@/server/ingest/read-body";

export const dynamic = "force-dynamic";

/** One frame may have 64 MiB; a request holds at least that one. */
const BODY_MAX_BYTES = 65 * 1024 * 1024;

const BELONGS_TO_NONE = { error: "This token belongs to no attempt." };

export async function POST(request: Request): Promise<Response> {
  const token = bearerToken(request.headers.get("authorization"));
  const { services, turnstile } = ingest();
  try {
    const key = token ? await recallAttemptKey(services, token) : null;
    if (!key) return Response.json(BELONGS_TO_NONE, { status: 401 });
    // Read first: a sender on a slow line must not hold a place.
    const bytes = await readBody(request.body, BODY_MAX_BYTES);
    const { status, body } = await turnstile.pass(() => ingestFrames(services, ingestSettings(env()), key, bytes));
    return Response.json(body, { status });
  } catch (error) {
    if (!(error instanceof DomainError)) return answerFailure(error);
    if (error.kind !== "NotFound") return Response.json({ error: error.message }, { status: 413 });
    if (token) forgetToken(services, token);
    return Response.json(BELONGS_TO_NONE, { status: 401 });
  }
}
