import { newId } from "@/domain/identifiers";
import type { Context, Viewer } from "../context";
import { createContext } from "../create-context";
import { env } from "../env";
import { answerError } from "./answer-error";
import { answerOnce, type GivenAnswer, hashRequest, readKey } from "./answer-once";
import { ApiError } from "./api-error";
import { callOperation } from "./call-operation";
import { type Found, findOperation } from "./find-operation";
import { keepPace } from "./keep-pace";
import { readRequest } from "./read-request";
import { requireStillAllowed } from "./require-still-allowed";
import { writeDatabase } from "./write-database";

type Asked = Context & { viewer: Viewer };

/** Tokens only: a cookie would let another site's page ask in a person's name. */
async function authenticate(request: Request): Promise<Asked> {
  const authorization = request.headers.get("authorization");
  const context = authorization ? await createContext(new Headers({ authorization })) : null;
  if (context?.viewer) return { ...context, viewer: context.viewer };
  const message = authorization
    ? "This token opens nothing: it is mistyped, expired or revoked."
    : "Send a token: Authorization: Bearer <token>.";
  throw new ApiError("Unauthorized", message, [], { "www-authenticate": "Bearer" });
}

async function answer({ operation, path }: Found, ctx: Asked, request: Request): Promise<GivenAnswer> {
  const given = await readRequest({ operation, path }, request);
  const work = async (db: Context["db"]) => {
    const said = await callOperation(operation, { ...ctx, db }, given);
    return { status: operation.status, body: JSON.stringify(said) ?? "" };
  };
  const key = operation.writes ? readKey(request.headers) : null;
  if (key === null) return { ...(await work(ctx.db)), repeated: false };
  await requireStillAllowed(ctx, operation, given);
  const { userId, token } = ctx.viewer;
  const requestHash = hashRequest(operation.method, new URL(request.url).pathname, [token?.id, given]);
  return answerOnce(writeDatabase(), { userId, key, requestHash, now: ctx.now(), secret: operation.secret }, work);
}

/** One request to the API, from its address to its answer. */
export async function answerRequest(request: Request): Promise<Response> {
  const id = newId();
  try {
    const found = findOperation(request.method, new URL(request.url).pathname);
    const ctx = await authenticate(request);
    const kind = found.operation.writes ? "write" : "read";
    const { ASSAY_API_READS_PER_MINUTE: reads, ASSAY_API_WRITES_PER_MINUTE: writes } = env();
    const perMinute = kind === "write" ? writes : reads;
    const headers = await keepPace(ctx, { userId: ctx.viewer.userId, kind, perMinute });
    const { status, body, repeated } = await answer(found, ctx, request);
    if (body !== "") headers.set("content-type", "application/json");
    headers.set("cache-control", "no-store");
    headers.set("x-request-id", id);
    if (repeated) headers.set("idempotent-replayed", "true");
    return new Response(body === "" ? null : body, { status, headers });
  } catch (error) {
    return answerError(error, id);
  }
}
