/** The layout adds " · Assay". The slug stands for the project, because a title must not wait for the database. */
export function projectTitle(page: string, project: string): string {
  return `${page} · ${project}`;
}
