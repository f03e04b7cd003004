import { newId } from "@/domain/identifiers";
import { createContext } from "../create-context";
import { env } from "../env";
import { answerError } from "./answer-error";
import type { GivenAnswer } from "./answer-once";
import { answerProcedure, answerUpload } from "./answer-write";
import { ApiError } from "./api-error";
import type { Asked } from "./asked";
import { type Found, findOperation } from "./find-operation";
import { keepPace } from "./keep-pace";
import type { Operation } from "./operation";
import { readRequest } from "./read-request";

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

function countRequest(asked: Asked, { writes }: Operation): Promise<Headers> {
  const { ASSAY_API_READS_PER_MINUTE, ASSAY_API_WRITES_PER_MINUTE } = env();
  const perMinute = writes ? ASSAY_API_WRITES_PER_MINUTE : ASSAY_API_READS_PER_MINUTE;
  return keepPace(asked, { userId: asked.viewer.userId, kind: writes ? "write" : "read", perMinute });
}

function respond({ status, body, repeated }: GivenAnswer): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  if (body !== "") headers.set("content-type", "application/json");
  if (repeated) headers.set("idempotent-replayed", "true");
  return new Response(body === "" ? null : body, { status, headers });
}

async function answer(asked: Asked, { operation, path }: Found, request: Request): Promise<Response> {
  if (operation.kind === "upload") return respond(await answerUpload(asked, operation, path, request));
  const given = await readRequest({ operation, path }, request);
  if (operation.kind === "download") return operation.serve(asked, given);
  return respond(await answerProcedure(asked, operation, given, request));
}

/** One request to the API, from its address to its answer. */
export async function answerRequest(request: Request): Promise<Response> {
  const id = newId();
  try {
    const found = findOperation(request.method, new URL(request.url).pathname);
    const asked = await authenticate(request);
    const counted = await countRequest(asked, found.operation);
    const response = await answer(asked, found, request);
    for (const [name, value] of counted) response.headers.set(name, value);
    response.headers.set("x-request-id", id);
    return response;
  } catch (error) {
    return answerError(error, id);
  }
}
