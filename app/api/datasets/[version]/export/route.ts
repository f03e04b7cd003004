import { z } from "zod";
import { answerFailure } from "@/server/answer-failure";
import { authorise } from "@/server/auth/authorise";
import { createContext } from "@/server/create-context";
import { EXPORT_FORMATS, exportVersion } from "@/server/datasets/export-version";
import { DomainError } from "@/server/errors";

export const dynamic = "force-dynamic";

type Place = { params: Promise<{ version: string }> };

const querySchema = z.object({ project: z.string().min(1), format: z.enum(EXPORT_FORMATS).default("jsonl") });

/** A version as a file. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  try {
    const context = await createContext(request.headers);
    if (!context.viewer) return Response.json({ kind: "Forbidden", message: "Sign in first." }, { status: 401 });
    const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!query.success) {
      throw new DomainError("Validation", `Name the project and a format: ${EXPORT_FORMATS.join(" or ")}.`);
    }
    const { projectId } = await authorise(context.db, context.viewer, query.data.project, "project.read");
    const at = { projectId, datasetVersionId: (await params).version };
    const { fileName, contentType, body } = await exportVersion(context.sql, at, query.data.format);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;
    return new Response(body, { headers: { "content-type": contentType, "content-disposition": disposition } });
  } catch (error) {
    return answerFailure(error);
  }
}
