import { env } from "../env";
import { DomainError } from "../errors";
import { limitUpload, requireLength } from "./limit-upload";

export type Upload = { parameters: Record<string, string>; body: ReadableStream<Uint8Array> };

async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) throw new DomainError("Validation", "The form cannot be read.");
    throw error;
  }
}

/** A form with a field `file`, or the file as the body with everything else in the query. */
export async function readUpload(request: Request): Promise<Upload> {
  const parameters = Object.fromEntries(new URL(request.url).searchParams);
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
