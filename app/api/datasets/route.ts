import { answerFailure } from "@/server/answer-failure";
import { createContext } from "@/server/create-context";
import { readUpload } from "@/server/datasets/read-upload";
import { receiveDataset, receiveImport } from "@/server/datasets/receive-dataset";

export const dynamic = "force-dynamic";

/** Stores a file as a version; with `preview=true` says what would be stored and keeps the file for a decision. */
export async function POST(request: Request): Promise<Response> {
  try {
    const context = await createContext(request.headers);
    const { viewer } = context;
    if (!viewer) return Response.json({ kind: "Forbidden", message: "Sign in first." }, { status: 401 });
    const { parameters, body } = await readUpload(request, { db: context.db, viewer });
    if (parameters.preview === "true") {
      return Response.json(await receiveImport(context, parameters, body, { wait: true }), { status: 201 });
    }
    const imported = await receiveDataset(context, parameters, body);
    return Response.json(imported, { status: imported.existing ? 200 : 201 });
  } catch (error) {
    return answerFailure(error);
  }
}
