import { newId } from "@/domain/identifiers";
import type { Context } from "../context";
import { createContext } from "../create-context";
import { answerError } from "./answer-error";
import { ApiError } from "./api-error";
import { callOperation } from "./call-operation";
import { findOperation } from "./find-operation";
import { readRequest } from "./read-request";

/** Tokens only: a cookie would let another site's page ask in a person's name. */
async function authenticate(request: Request): Promise<Context> {
  const authorization = request.headers.get("authorization");
  const context = authorization ? await createContext(new Headers({ authorization })) : null;
  if (context?.viewer) return context;
  const message = authorization
    ? "This token opens nothing: it is mistyped, expired or revoked."
    : "Send a token: Authorization: Bearer <token>.";
  throw new ApiError("Unauthorized", message, [], { "www-authenticate": "Bearer" });
}

/** One request to the API, from its address to its answer. */
export async function answerRequest(request: Request): Promise<Response> {
  const id = newId();
  try {
    const found = findOperation(request.method, new URL(request.url).pathname);
    const context = await authenticate(request);
    const answer = await callOperation(found.operation, context, await readRequest(found, request));
    return Response.json(answer, { status: found.operation.status, headers: { "x-request-id": id } });
  } catch (error) {
    return answerError(error, id);
  }
}
