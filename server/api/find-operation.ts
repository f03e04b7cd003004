import { addRoute, createRouter, findRoute } from "rou3";
import { ApiError } from "./api-error";
import type { Method, Operation } from "./operation";
import { OPERATIONS } from "./operations";

export const API_ROOT = "/api/v1";

const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

const routes = createRouter<Operation>();
for (const operation of OPERATIONS) {
  addRoute(routes, operation.method, operation.path.replaceAll(/\{(\w+)\}/g, ":$1"), operation);
}

function decodePart([name, text]: [string, string]): [string, string] {
  try {
    return [name, decodeURIComponent(text)];
  } catch (error) {
    if (error instanceof URIError) throw new ApiError("BadRequest", `The address is not well-formed at "${name}".`);
    throw error;
  }
}

export type Found = { operation: Operation; path: Record<string, string> };

/** The operation at an address, with the fields that the address holds. */
export function findOperation(method: string, pathname: string): Found {
  const path = pathname.slice(API_ROOT.length);
  const found = findRoute(routes, method, path);
  if (found)
    return { operation: found.data, path: Object.fromEntries(Object.entries(found.params ?? {}).map(decodePart)) };
  const others = METHODS.filter((other) => findRoute(routes, other, path, { params: false }));
  if (others.length > 0) {
    const allowed = others.join(", ");
    throw new ApiError("MethodNotAllowed", `This address takes ${allowed}, not ${method}.`, [], { allow: allowed });
  }
  throw new ApiError("NotFound", "The API has nothing at this address. /api-reference lists what it has.");
}
