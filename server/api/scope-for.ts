import { PERMISSIONS, scopeAllows, TOKEN_SCOPES, type TokenScope } from "@/domain/access";
import type { Operation } from "./operation";

/** The least scope of a token that opens an operation. */
export function scopeFor({ access }: Pick<Operation, "access">): TokenScope {
  const permission = PERMISSIONS.find((each) => each === access);
  if (permission) return TOKEN_SCOPES.find((scope) => scopeAllows(scope, permission)) ?? "admin";
  return access === "public" || access === "signed-in" ? "read" : "admin";
}
