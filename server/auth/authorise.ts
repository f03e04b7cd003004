import type { Database } from "@/db/database";
import { mayDo, type Permission, type Role, scopeAllows, TOKEN_SCOPES } from "@/domain/access";
import type { Viewer } from "../context";
import { env } from "../env";
import { listProjects, readMembership } from "../projects/project-queries";
import { AccessRefusal } from "./access-refusal";
import { isLocalCredential } from "./local-credential";

export type Authorised = { projectId: string; slug: string; role: Role };

function requireScope({ token }: Viewer, permission: Permission): void {
  if (!token || scopeAllows(token.scope, permission)) return;
  const wanted = TOKEN_SCOPES.find((scope) => scopeAllows(scope, permission));
  throw new AccessRefusal("Forbidden", `This token has scope ${token.scope}; this needs one with scope ${wanted}.`);
}

/** Throws unless role and token both allow it. */
export function requirePermission(viewer: Viewer, role: Role, permission: Permission): void {
  if (!mayDo(role, permission)) {
    throw new AccessRefusal(
      "Forbidden",
      `Your role in this project (${role}) does not allow this. An admin of the project can change it.`,
    );
  }
  requireScope(viewer, permission);
}

/** Throws where a token asks that does not open everything of its person. */
export function requireWholeAccount({ token }: Viewer): void {
  if (!token || (token.scope === "admin" && token.projectId === null)) return;
  throw new AccessRefusal("Forbidden", "This needs a token with scope admin for all projects, or a browser.");
}

/** Throws where anybody else asks than the command line of the machine that Assay runs on. */
export async function requireMachine(db: Database, viewer: Viewer): Promise<void> {
  if (await isLocalCredential(db, env().ASSAY_HOME, viewer)) return;
  throw new AccessRefusal(
    "Forbidden",
    "Only the command line of the server's own machine may do this, by the credential in its data folder.",
  );
}

/** Throws unless the person is an admin of some project. */
export async function requireSomeAdmin(db: Database, { userId }: Viewer): Promise<void> {
  const projects = await listProjects(db, { userId });
  if (projects.some((each) => each.role === "admin")) return;
  throw new AccessRefusal("Forbidden", "Only an admin of a project does this. Ask one of yours.");
}

/** The one way into a project: its slug, who asks, and what for. */
export async function authorise(
  db: Database,
  viewer: Viewer,
  slug: string,
  permission: Permission,
): Promise<Authorised> {
  const membership = await readMembership(db, { slug, userId: viewer.userId });
  const elsewhere = membership && viewer.token?.projectId && viewer.token.projectId !== membership.projectId;
  if (!membership || elsewhere) {
    throw new AccessRefusal("NotFound", `There is no project "${slug}" that you can open.`);
  }
  requirePermission(viewer, membership.role, permission);
  return { ...membership, slug };
}
