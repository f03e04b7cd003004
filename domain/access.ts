export const ROLES = ["researcher", "reviewer", "investigator", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = [
  "project.read",
  /** Register a run of one's own program and send what it says. */
  "runs.log",
  "runs.write",
  "datasets.write",
  "models.write",
  /** Keep views, charts and comparisons that others of the project see. */
  "views.write",
  /** Make campaigns and steer their rounds. */
  "campaigns.write",
  /** Read what one was assigned, and say what one finds. */
  "reviews.write",
  "gates.sign",
  "audit.read",
  "project.admin",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const WRITES = ["runs.log", "runs.write", "datasets.write", "models.write", "views.write", "campaigns.write"] as const;

/** Deny by default: a role may do what stands here and nothing else. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  researcher: ["project.read", ...WRITES, "reviews.write"],
  reviewer: ["reviews.write"],
  investigator: ["project.read", "views.write", "campaigns.write", "reviews.write", "gates.sign", "audit.read"],
  admin: ["project.read", ...WRITES, "reviews.write", "gates.sign", "audit.read", "project.admin"],
};

/** Of an API token; each holds the ones before it. */
export const TOKEN_SCOPES = ["read", "log", "write", "admin"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export const SCOPE_PERMISSIONS: Readonly<Record<TokenScope, readonly Permission[]>> = {
  read: ["project.read"],
  log: ["project.read", "runs.log"],
  write: ["project.read", ...WRITES, "reviews.write"],
  admin: PERMISSIONS,
};

/** What a token opens: a scope, in one project or in all of its person's. */
export type TokenGrant = { id: string; scope: TokenScope; projectId: string | null };

export function mayDo(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].includes(permission);
}

export function scopeAllows(scope: TokenScope, permission: Permission): boolean {
  return SCOPE_PERMISSIONS[scope].includes(permission);
}
