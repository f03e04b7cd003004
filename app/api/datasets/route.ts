import { createContext } from "@/server/create-context";
import { receiveDataset } from "@/server/datasets/receive-dataset";
import { DomainError, HTTP_STATUS } from "@/server/errors";

export const dynamic = "force-dynamic";

type Upload = { parameters: Record<string, string>; body: ReadableStream<Uint8Array> };

/** A form with a field `file`, or the file as the body with everything else in the query. */
async function readUpload(request: Request): Promise<Upload> {
  const parameters = Object.fromEntries(new URL(request.url).searchParams);
  if (request.headers.get("content-type")?.startsWith("multipart/form-data")) {
    const form = await request.formData();
    const file = form.get("file");
    if (!(file instanceof File)) throw new DomainError("Validation", "The form has no field `file` with a file in it.");
    for (const [name, value] of form) if (typeof value === "string" && value) parameters[name] = value;
    return { parameters: { fileName: file.name, ...parameters }, body: file.stream() };
  }
  if (!request.body) throw new DomainError("Validation", "The body of the request is the file; there is none.");
  return { parameters, body: request.body };
}

export async function POST(request: Request): Promise<Response> {
  try {
    const context = await createContext(request.headers);
    if (!context.viewer) return Response.json({ kind: "Forbidden", message: "Sign in first." }, { status: 401 });
    const { parameters, body } = await readUpload(request);
    const imported = await receiveDataset(context, parameters, body);
    return Response.json(imported, { status: imported.existing ? 200 : 201 });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { kind, message, problems } = error;
    return Response.json({ kind, message, problems }, { status: HTTP_STATUS[kind] });
  }
}
