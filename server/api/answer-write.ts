import { readUpload } from "../datasets/read-upload";
import { env } from "../env";
import { type Answer, answerOnce, type GivenAnswer, hashRequest, readKey } from "./answer-once";
import type { Asked } from "./asked";
import { callOperation } from "./call-operation";
import { hashStream } from "./hash-stream";
import { documentedAnswer, type Given, type ProcedureOperation, type UploadOperation } from "./operation";
import { refuseUnknown } from "./read-request";
import { requireStillAllowed } from "./require-still-allowed";
import { writeDatabase } from "./write-database";

type Once = { operation: ProcedureOperation | UploadOperation; given: Given; digest?: () => Promise<string> };

const once = (work: Answer): GivenAnswer => ({ ...work, repeated: false });

/** The work itself, or the answer that the request's key already has. */
async function underKey(
  asked: Asked,
  request: Request,
  { operation, given, digest }: Once,
  work: (db: Asked["db"]) => Promise<Answer>,
): Promise<GivenAnswer> {
  const key = operation.writes ? readKey(request.headers) : null;
  if (key === null) return once(await work(asked.db));
  await requireStillAllowed(asked, operation, given);
  const { userId, token } = asked.viewer;
  const { pathname } = new URL(request.url);
  const hash = async () =>
    hashRequest(env().ASSAY_SECRET, operation.method, pathname, [token?.id, given, await digest?.()]);
  const isPart = operation.kind === "procedure" && !operation.lasting;
  const secret = operation.kind === "procedure" && operation.secret;
  return answerOnce(writeDatabase(), { userId, key, hash, now: asked.now(), secret }, (tx) =>
    work(isPart ? tx : asked.db),
  );
}

export function answerProcedure(asked: Asked, operation: ProcedureOperation, given: Given, request: Request) {
  return underKey(asked, request, { operation, given }, async (db) => {
    const said = await callOperation(operation, { ...asked, db }, given);
    return { status: operation.status, body: JSON.stringify(said) ?? "" };
  });
}

export async function answerUpload(
  asked: Asked,
  operation: UploadOperation,
  path: Record<string, string>,
  request: Request,
) {
  const { parameters, body } = await readUpload(request, asked, path.project);
  refuseUnknown(operation, parameters, Object.keys(path));
  const { stream, digest } = hashStream(body);
  const given = { ...parameters, ...path };
  return underKey(asked, request, { operation, given, digest }, async () => {
    const { status, output } = await operation.take(asked, given, stream);
    return { status, body: JSON.stringify(documentedAnswer(operation.id, operation.answers, output)) };
  });
}
