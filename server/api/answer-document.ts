import { newId } from "@/domain/identifiers";
import { createContext } from "../create-context";
import { answerError } from "./answer-error";
import { ApiError } from "./api-error";
import { openApiDocument } from "./openapi-document";

/** The document, for whoever is signed in by whatever means: it changes nothing, so a cookie will do. */
export async function answerDocument(request: Request): Promise<Response> {
  const id = newId();
  try {
    const { viewer } = await createContext(request.headers);
    if (!viewer) {
      const headers = { "www-authenticate": "Bearer" };
      throw new ApiError("Unauthorized", "Sign in, or send a token: Authorization: Bearer <token>.", [], headers);
    }
    return Response.json(openApiDocument(), { headers: { "cache-control": "private, no-cache", "x-request-id": id } });
  } catch (error) {
    return answerError(error, id);
  }
}
