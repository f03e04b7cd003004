import { ApiError } from "./api-error";
import type { Found } from "./find-operation";
import type { Given, Operation } from "./operation";
import { readJsonBody } from "./read-json-body";
import { readQuery } from "./read-query";

export function saysInAddress({ kind, method }: Pick<Operation, "kind" | "method">): boolean {
  return kind !== "procedure" || method === "GET" || method === "DELETE";
}

/** The names of the fields that stand in the path. */
export function pathFields(operation: Pick<Operation, "path">): string[] {
  return [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

/** A name that nobody knows is refused: a mistyped one must not pass for left out. */
export function refuseUnknown(operation: Operation, given: Given, inPath: readonly string[]): void {
  const known = Object.keys(operation.fields).filter((name) => !inPath.includes(name));
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const what = known.length > 0 ? `There is no such field. The fields are ${known.join(", ")}.` : "It takes no fields.";
  const problems = unknown.map((where) => ({ where, what }));
  throw new ApiError("BadRequest", `The request cannot be read: ${unknown.join(", ")}.`, problems);
}

/** Everything that a request says, by field, as texts of the address and values of the body mean it. */
export async function readRequest({ operation, path }: Found, request: Request): Promise<Given> {
  const given = saysInAddress(operation)
    ? readQuery(operation.fields, new URL(request.url).searchParams)
    : await readJsonBody(request);
  refuseUnknown(operation, given, Object.keys(path));
  return { ...given, ...path };
}
