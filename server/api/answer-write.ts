import { PERMISSIONS } from "@/domain/access";
import { readUpload } from "../datasets/read-upload";
import { env } from "../env";
import { type Answer, answerOnce, type GivenAnswer, hashRequest, readKey } from "./answer-once";
import type { Asked } from "./asked";
import { callOperation } from "./call-operation";
import { documentedAnswer, type Given, type ProcedureOperation, type UploadOperation } from "./operation";
import { refuseUnknown } from "./read-request";
import { requireStillAllowed } from "./require-still-allowed";
import { withSpooled } from "./spool-upload";
import { takeTurn } from "./take-turn";
import { writeDatabase } from "./write-database";

type Keyed = { key: string; operation: ProcedureOperation | UploadOperation; given: Given; digest?: string };

const once = (work: Answer): GivenAnswer => ({ ...work, repeated: false });

/** The work itself, or the answer that the request's key already has. */
async function underKey(
  asked: Asked,
  request: Request,
  { key, operation, given, digest }: Keyed,
  work: (db: Asked["db"]) => Promise<Answer>,
): Promise<GivenAnswer> {
  await requireStillAllowed(asked, operation, given);
  const { userId, token } = asked.viewer;
  const { pathname } = new URL(request.url);
  const hash = hashRequest(env().ASSAY_SECRET, operation.method, pathname, [token?.id, given, digest]);
  const isPart = operation.kind === "procedure" && !operation.lasting;
  const secret = operation.kind === "procedure" && operation.secret;
  return takeTurn({ userId, key }, () =>
    answerOnce(writeDatabase(), { userId, key, hash, now: asked.now(), secret }, (tx) => work(isPart ? tx : asked.db)),
  );
}

export async function answerProcedure(asked: Asked, operation: ProcedureOperation, given: Given, request: Request) {
  const key = operation.writes ? readKey(request.headers) : null;
  const work = async (db: Asked["db"]) => {
    const said = await callOperation(operation, { ...asked, db }, given);
    return { status: operation.status, body: JSON.stringify(said) ?? "" };
  };
  if (key === null) return once(await work(asked.db));
  return underKey(asked, request, { key, operation, given }, work);
}

export async function answerUpload(
  asked: Asked,
  operation: UploadOperation,
  path: Record<string, string>,
  request: Request,
) {
  const key = readKey(request.headers);
  const permission = PERMISSIONS.find((each) => each === operation.access) ?? "datasets.write";
  const { parameters, body } = await readUpload(request, asked, { project: path.project, permission });
  refuseUnknown(operation, parameters, Object.keys(path));
  const given = { ...parameters, ...path };
  const take = async (stream: ReadableStream<Uint8Array>) => {
    const { status, output } = await operation.take(asked, given, stream);
    return { status, body: JSON.stringify(documentedAnswer(operation.id, operation.answers, output)) };
  };
  if (key === null) return once(await take(body));
  return withSpooled(env().ASSAY_HOME, body, ({ digest, stream }) =>
    underKey(asked, request, { key, operation, given, digest }, () => take(stream())),
  );
}
