import { DomainError } from "../errors";
import { parseCleanJson } from "../ingest/clean-text";
import { readBody } from "../ingest/read-body";
import { ApiError } from "./api-error";

const BODY_MAX_BYTES = 4 * 1024 * 1024;

async function readBytes(request: Request): Promise<Uint8Array> {
  try {
    return await readBody(request.body, BODY_MAX_BYTES);
  } catch (error) {
    if (error instanceof DomainError) throw new ApiError("TooLarge", error.message);
    throw error;
  }
}

function parseObject(bytes: Uint8Array): object {
  try {
    const parsed = parseCleanJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch (error) {
    if (error instanceof TypeError) throw new ApiError("BadRequest", "The body is not UTF-8.");
    if (error instanceof SyntaxError) throw new ApiError("BadRequest", "The body is not JSON.");
    throw error;
  }
  throw new ApiError("BadRequest", "The body is a JSON object with the fields of the request.");
}

/** The fields in the body; a request that says everything in its address may come without one. */
export async function readJsonBody(request: Request): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request);
  if (bytes.byteLength === 0) return {};
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) {
    throw new ApiError("UnsupportedMediaType", "The body is JSON; say so by Content-Type: application/json.");
  }
  return Object.fromEntries(Object.entries(parseObject(bytes)));
}
