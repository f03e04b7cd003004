import { answerFailure } from "@/server/answer-failure";
import { createContext } from "@/server/create-context";
import { limitUpload, requireLength } from "@/server/datasets/limit-upload";
import { receiveDataset } from "@/server/datasets/receive-dataset";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";

export const dynamic = "force-dynamic";

type Upload = { parameters: Record<string, string>; body: ReadableStream<Uint8Array> };

async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    if (error instanceof TypeError) throw new DomainError("Validation", "The form cannot be read.");
    throw error;
  }
}

/** A form with a field `file`, or the file as the body with everything else in the query. */
async function readUpload(request: Request): Promise<Upload> {
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

export async function POST(request: Request): Promise<Response> {
  try {
    const context = await createContext(request.headers);
    if (!context.viewer) return Response.json({ kind: "Forbidden", message: "Sign in first." }, { status: 401 });
    const { parameters, body } = await readUpload(request);
    const imported = await receiveDataset(context, parameters, body);
    return Response.json(imported, { status: imported.existing ? 200 : 201 });
  } catch (error) {
    return answerFailure(error);
  }
}
