import { join } from "node:path";
import type { BrowserContext, Request } from "@playwright/test";
import { z } from "zod";
import { assessmentChangeSchema } from "@/domain/assessments/assessment-change";
import type { ChangeRecord } from "./change-record";

const IN_PAGE = join(import.meta.dirname, "watch-reader.js");

const toldSchema = z.union([
  z.object({ page: z.string(), words: z.string() }),
  z.object({
    page: z.string(),
    message: z.object({ kind: z.enum(["made", "acknowledged", "let-go"]), changes: z.array(assessmentChangeSchema) }),
  }),
]);
const sentSchema = z.object({ json: z.object({ changes: z.array(z.object({ id: z.string() })) }) });

const TICK = /^(saved|kept)/;
const REFUSED = /refused/;

export const isSave = (url: string): boolean => new URL(url).pathname.endsWith("/reviews.save");

function idsSent(request: Request): string[] {
  if (!isSave(request.url())) return [];
  return sentSchema.parse(request.postDataJSON()).json.changes.map(({ id }) => id);
}

function hear(record: ChangeRecord, told: z.infer<typeof toldSchema>): void {
  if ("words" in told) {
    if (TICK.test(told.words)) record.tick(told.page);
    if (REFUSED.test(told.words)) record.refusals += 1;
    return;
  }
  const { kind, changes } = told.message;
  if (kind === "made") record.make(told.page, changes);
  if (kind === "acknowledged") record.acknowledge(changes.map(({ id }) => id));
}

/** Writes into the record what pages of this browser say, and what leaves them for the server. */
export async function watchReader(context: BrowserContext, record: ChangeRecord): Promise<void> {
  await context.exposeBinding("tellRecord", (_page, told: unknown) => hear(record, toldSchema.parse(told)));
  await context.addInitScript({ path: IN_PAGE });
  context.on("request", (request) => {
    const ids = idsSent(request);
    if (ids.length > 0) record.send(ids);
  });
  const end = (request: Request) => record.endSending(idsSent(request));
  context.on("requestfinished", end);
  context.on("requestfailed", end);
}
