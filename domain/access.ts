export const ROLES = ["researcher", "reviewer", "investigator", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = ["project.read", "runs.write", "datasets.write", "models.write", "project.admin"] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Deny by default: a role may do what stands here and nothing else. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  researcher: ["project.read", "runs.write", "datasets.write", "models.write"],
  reviewer: [],
  investigator: ["project.read"],
  admin: ["project.read", "runs.write", "datasets.write", "models.write", "project.admin"],
};

export function mayDo(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].includes(permission);
}
