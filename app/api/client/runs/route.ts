import { z } from "zod";
import { answerFailure } from "@/server/answer-failure";
import { readBearerViewer } from "@/server/auth/read-bearer-viewer";
import { services } from "@/server/context";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { authoriseProgram } from "@/server/ingest/authorise-program";
import { parseCleanJson } from "@/server/ingest/clean-text";
import { ingestSettings } from "@/server/ingest/ingest-settings";
import { readBody } from "@/server/ingest/read-body";
import { clientRunSchema, registerClientRun } from "@/server/ingest/register-client-run";

export const dynamic = "force-dynamic";

const BODY_MAX_BYTES = 4 * 1024 * 1024;

async function readRequest(request: Request) {
  const text = new TextDecoder().decode(await readBody(request.body, BODY_MAX_BYTES));
  try {
    return clientRunSchema.parse(parseCleanJson(text));
  } catch (error) {
    if (error instanceof z.ZodError) throw new DomainError("Validation", z.prettifyError(error));
    if (error instanceof SyntaxError) throw new DomainError("Validation", "The body is not JSON.");
    throw error;
  }
}

/** Where `assay.init` registers a run. */
export async function POST(request: Request): Promise<Response> {
  try {
    const viewer = await readBearerViewer(services().db, request.headers.get("authorization"));
    if (!viewer) return Response.json({ kind: "Forbidden", message: "This token opens nothing." }, { status: 401 });
    const { project, ...wanted } = await readRequest(request);
    const { projectId, slug } = await authoriseProgram(services(), viewer, project ?? null, "runs.log");
    const client = { ...wanted, projectId, createdBy: viewer.userId };
    const made = await registerClientRun(services(), ingestSettings(env()), client);
    const url = new URL(`/projects/${slug}/runs/${made.run}`, env().ASSAY_PUBLIC_URL).toString();
    return Response.json({ ...made, url }, { status: 201 });
  } catch (error) {
    return answerFailure(error);
  }
}
