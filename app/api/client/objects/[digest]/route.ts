import { z } from "zod";
import { answerFailure } from "@/server/answer-failure";
import { readObjectState, receiveObject } from "@/server/artifacts/receive-object";
import { bearerToken } from "@/server/auth/read-bearer-viewer";
import { services } from "@/server/context";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { readAttemptKey } from "@/server/ingest/ingest-frames";
import { readBody } from "@/server/ingest/read-body";

export const dynamic = "force-dynamic";

const PIECE_MAX_BYTES = 16 * 1024 * 1024;

type Params = { params: Promise<{ digest: string }> };

const querySchema = z.object({ from: z.coerce.number().int().min(0), total: z.coerce.number().int().min(0) });

/** Who sends, as one text; null for a token of no attempt. */
async function readSender(request: Request): Promise<string | null> {
  const token = bearerToken(request.headers.get("authorization"));
  const key = token ? await readAttemptKey(services(), token) : null;
  return key && `${key.runId}/${key.attempt}`;
}

const refuseUnknown = () => Response.json({ error: "This token belongs to no attempt." }, { status: 401 });

/** What the server has of a file that a run logged on another machine. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  try {
    const of = await readSender(request);
    if (!of) return refuseUnknown();
    return Response.json(await readObjectState(env().ASSAY_HOME, (await params).digest, of));
  } catch (error) {
    return answerFailure(error);
  }
}

/** `?from=…&total=…` with one piece of the file as the body. */
export async function PUT(request: Request, { params }: Params): Promise<Response> {
  try {
    const of = await readSender(request);
    if (!of) return refuseUnknown();
    const query = querySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!query.success) throw new DomainError("Validation", z.prettifyError(query.error));
    const bytes = await readBody(request.body, PIECE_MAX_BYTES);
    const { digest } = await params;
    return Response.json(await receiveObject(env().ASSAY_HOME, { digest, of, bytes, ...query.data }));
  } catch (error) {
    return answerFailure(error);
  }
}
