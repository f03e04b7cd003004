import { z } from "zod";
import { answerFailure } from "@/server/answer-failure";
import { readBearerViewer } from "@/server/auth/read-bearer-viewer";
import { services } from "@/server/context";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { authoriseProgram } from "@/server/ingest/authorise-program";
import { importJournal } from "@/server/ingest/import-journal";
import { ingestSettings } from "@/server/ingest/ingest-settings";

export const dynamic = "force-dynamic";

const querySchema = z.object({
  project: z.string().min(1).nullable(),
  name: z.string().trim().min(1).max(200).default("imported"),
  stage: z.string().min(1).max(60).default("command"),
});

/** `?project=…&name=…&stage=…` with the journal as the body. */
export async function POST(request: Request): Promise<Response> {
  try {
    const viewer = await readBearerViewer(services().db, request.headers.get("authorization"));
    if (!viewer) return Response.json({ kind: "Forbidden", message: "This token opens nothing." }, { status: 401 });
    if (!request.body) throw new DomainError("Validation", "The body of the request is the journal; there is none.");
    const asked = new URL(request.url).searchParams;
    const query = querySchema.safeParse({ project: null, ...Object.fromEntries(asked) });
    if (!query.success) throw new DomainError("Validation", z.prettifyError(query.error));
    const { project, name, stage } = query.data;
    const { projectId } = await authoriseProgram(services(), viewer, project, "runs.log");
    const imported = { projectId, userId: viewer.userId, name, stage };
    const answer = await importJournal(services(), ingestSettings(env()), imported, request.body);
    return Response.json(answer, { status: answer.problem ? 422 : 200 });
  } catch (error) {
    return answerFailure(error);
  }
}
