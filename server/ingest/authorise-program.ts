import { mayDo, type Permission } from "@/domain/access";
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
  const projects = await listProjects(db, viewer.userId);
  const [only] = projects;
  if (slug === null && projects.length !== 1) {
    const names = projects.map((each) => each.slug).join(", ");
    throw new DomainError("Validation", names ? `Name a project: ${names}.` : "You are in no project yet.");
  }
  const found = slug === null ? only : projects.find((each) => each.slug === slug);
  if (!found) throw new DomainError("NotFound", `There is no project "${slug}" that you can open.`);
  if (!mayDo(found.role, permission)) {
    throw new DomainError("Forbidden", `Your role in this project (${found.role}) does not allow this.`);
  }
  return { projectId: found.id, slug: found.slug };
}
