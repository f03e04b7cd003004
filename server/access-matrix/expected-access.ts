import type { Permission, Role, TokenScope } from "@/domain/access";
import type { Actor, MatrixProject } from "./actors";
import type { RouteAccess } from "./route-doors";

/**
 * Who may do what, written out a second time and by hand, so that a slip in `domain/access.ts` is a difference and
 * not the new truth.
 */
const ALLOWED: Readonly<Record<Permission, { roles: readonly Role[]; scopes: readonly TokenScope[] }>> = {
  "project.read": {
    roles: ["researcher", "investigator", "admin"],
    scopes: ["read", "log", "write", "admin"],
  },
  "runs.log": { roles: ["researcher", "admin"], scopes: ["log", "write", "admin"] },
  "runs.write": { roles: ["researcher", "admin"], scopes: ["write", "admin"] },
  "datasets.write": { roles: ["researcher", "admin"], scopes: ["write", "admin"] },
  "models.write": { roles: ["researcher", "admin"], scopes: ["write", "admin"] },
  "views.write": { roles: ["researcher", "investigator", "admin"], scopes: ["write", "admin"] },
  "campaigns.write": { roles: ["researcher", "investigator", "admin"], scopes: ["write", "admin"] },
  "reviews.write": { roles: ["researcher", "reviewer", "investigator", "admin"], scopes: ["write", "admin"] },
  "gates.sign": { roles: ["investigator", "admin"], scopes: ["admin"] },
  "audit.read": { roles: ["investigator", "admin"], scopes: ["admin"] },
  "project.admin": { roles: ["admin"], scopes: ["admin"] },
};

function opensWholeAccount({ by, scope, tokenProject }: Actor): boolean {
  return by === "browser" || (by === "token" && scope === "admin" && tokenProject === undefined);
}

function mayInProject(actor: Actor, permission: Permission, project: MatrixProject): boolean {
  if (project === "missing") return false;
  const role = actor.roles[project];
  if (role === undefined || (actor.tokenProject ?? project) !== project) return false;
  const { roles, scopes } = ALLOWED[permission];
  return roles.includes(role) && (actor.scope === undefined || scopes.includes(actor.scope));
}

/** Whether this actor should get past the door of a procedure or route in that project. */
export function isExpected(actor: Actor, access: RouteAccess, project: MatrixProject): boolean {
  if (access === "public") return true;
  if (access === "attempt") return actor.by === "attempt";
  if (actor.by === "nothing" || actor.by === "attempt") return false;
  if (access === "signed-in") return true;
  if (access === "own-account") return opensWholeAccount(actor);
  if (access === "machine") return actor.machine === true;
  if (access === "some-admin") return opensWholeAccount(actor) && Object.values(actor.roles).includes("admin");
  return mayInProject(actor, access, project);
}
