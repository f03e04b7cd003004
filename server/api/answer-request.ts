import { newId } from "@/domain/identifiers";
import { createContext } from "../create-context";
import { env } from "../env";
import { answerError } from "./answer-error";
import { answerOnce, type GivenAnswer, hashRequest, readKey } from "./answer-once";
import { ApiError } from "./api-error";
import type { Asked } from "./asked";
import { callOperation } from "./call-operation";
import { findOperation } from "./find-operation";
import { keepPace } from "./keep-pace";
import type { Given, Operation, ProcedureOperation } from "./operation";
import { readRequest } from "./read-request";
import { requireStillAllowed } from "./require-still-allowed";
import { writeDatabase } from "./write-database";

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

async function answerProcedure(
  asked: Asked,
  operation: ProcedureOperation,
  given: Given,
  request: Request,
): Promise<GivenAnswer> {
  const work = async (db: Asked["db"]) => {
    const said = await callOperation(operation, { ...asked, db }, given);
    return { status: operation.status, body: JSON.stringify(said) ?? "" };
  };
  const key = operation.writes ? readKey(request.headers) : null;
  if (key === null) return { ...(await work(asked.db)), repeated: false };
  await requireStillAllowed(asked, operation, given);
  const { userId, token } = asked.viewer;
  const { pathname } = new URL(request.url);
  const requestHash = hashRequest(env().ASSAY_SECRET, operation.method, pathname, [token?.id, given]);
  return answerOnce(writeDatabase(), { userId, key, requestHash, now: asked.now(), secret: operation.secret }, work);
}

async function answer(asked: Asked, operation: Operation, given: Given, request: Request): Promise<Response> {
  if (operation.kind === "stream") return operation.serve(asked, given, request);
  const { status, body, repeated } = await answerProcedure(asked, operation, given, request);
  const headers = new Headers({ "cache-control": "no-store" });
  if (body !== "") headers.set("content-type", "application/json");
  if (repeated) headers.set("idempotent-replayed", "true");
  return new Response(body === "" ? null : body, { status, headers });
}

/** One request to the API, from its address to its answer. */
export async function answerRequest(request: Request): Promise<Response> {
  const id = newId();
  try {
    const { operation, path } = findOperation(request.method, new URL(request.url).pathname);
    const asked = await authenticate(request);
    const { ASSAY_API_READS_PER_MINUTE: reads, ASSAY_API_WRITES_PER_MINUTE: writes } = env();
    const pace = operation.writes
      ? { kind: "write" as const, perMinute: writes }
      : { kind: "read" as const, perMinute: reads };
    const counted = await keepPace(asked, { userId: asked.viewer.userId, ...pace });
    const response = await answer(asked, operation, await readRequest({ operation, path }, request), request);
    for (const [name, value] of counted) response.headers.set(name, value);
    response.headers.set("x-request-id", id);
    return response;
  } catch (error) {
    return answerError(error, id);
  }
}
