import { answerFailure } from "@/server/answer-failure";
import { createContext } from "@/server/create-context";
import { readUpload } from "@/server/datasets/read-upload";
import { receiveImport } from "@/server/datasets/receive-dataset";

export const dynamic = "force-dynamic";

/** Takes a file in and answers as soon as it has arrived; `datasets.imports.byId` says what was found in it. */
export async function POST(request: Request): Promise<Response> {
  try {
    const context = await createContext(request.headers);
    const { viewer } = context;
    if (!viewer) return Response.json({ kind: "Forbidden", message: "Sign in first." }, { status: 401 });
    const { parameters, body } = await readUpload(request, { db: context.db, viewer });
    return Response.json(await receiveImport(context, parameters, body, { wait: false }), { status: 201 });
  } catch (error) {
    return answerFailure(error);
  }
}
