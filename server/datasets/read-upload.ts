import type { Database } from "@/db/database";
import { mayDo, type Permission, scopeAllows } from "@/domain/access";
import { authorise } from "../auth/authorise";
import type { Viewer } from "../context";
import { env } from "../env";
import { DomainError } from "../errors";
import { listProjects } from "../projects/project-queries";
import { limitUpload, requireLength } from "./limit-upload";

export type Upload = { parameters: Record<string, string>; body: ReadableStream<Uint8Array> };
type Asking = { db: Database; viewer: Viewer };
type Where = { project?: string | undefined; permission: Permission };

/** A form may name its project inside; who can bring nothing anywhere is refused before it is held in memory. */
async function requireWriter({ db, viewer }: Asking, { project, permission }: Where): Promise<void> {
  if (project) {
    await authorise(db, viewer, project, permission);
    return;
  }
  const allowed = !viewer.token || scopeAllows(viewer.token.scope, permission);
  const projects = allowed ? await listProjects(db, { userId: viewer.userId }) : [];
  if (projects.some(({ role }) => mayDo(role, permission))) return;
  throw new DomainError("Forbidden", "You may bring such files into no project. An admin of one can change that.");
}

async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) throw new DomainError("Validation", "The form cannot be read.");
    throw error;
  }
}

/** A form with a field `file`, or the file as the body with everything else in the query; nothing is read of strangers. */
export async function readUpload(
  request: Request,
  asking: Asking,
  { project, permission }: Where = { permission: "datasets.write" },
): Promise<Upload> {
  const parameters = Object.fromEntries(new URL(request.url).searchParams);
  await requireWriter(asking, { project: project ?? parameters.project, permission });
  const { ASSAY_UPLOAD_MAX_BYTES: limitBytes } = env();
  const isForm = request.headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
  requireLength(request.headers, limitBytes, isForm);
  if (isForm) {
    const form = await readForm(request);
    const file = form.get("file");
    if (!(file instanceof File)) throw new DomainError("Validation", "The form has no field `file` with a file in it.");
    for (const [name, value] of form) if (typeof value === "string" && value) parameters[name] = value;
    return { parameters: { fileName: file.name, ...parameters }, body: file.stream() };
  }
  if (!request.body) throw new DomainError("Validation", "The body of the request is the file; there is none.");
  return { parameters, body: limitUpload(request.body, limitBytes) };
}
