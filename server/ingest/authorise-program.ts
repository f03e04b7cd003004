import type { Permission } from "@/domain/access";
import { authorise, requirePermission } from "../auth/authorise";
import type { Services, Viewer } from "../context";
import { DomainError } from "../errors";
import { listProjects } from "../projects/project-queries";

/** The project that a program asks for, if the person behind its token may do this there. */
export async function authoriseProgram(
  { db }: Pick<Services, "db">,
  viewer: Viewer,
  slug: string | null,
  permission: Permission,
): Promise<{ projectId: string; slug: string }> {
  if (slug !== null) return authorise(db, viewer, slug, permission);
  const projects = await listProjects(db, viewer);
  const [only] = projects;
  if (!only || projects.length > 1) {
    const names = projects.map((each) => each.slug).join(", ");
    throw new DomainError("Validation", names ? `Name a project: ${names}.` : "You are in no project yet.");
  }
  requirePermission(viewer, only.role, permission);
  return { projectId: only.id, slug: only.slug };
}
