import { openAsBlob } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import type { Session } from "./session";

const importedSchema = z.object({
  datasetId: z.string(),
  datasetVersionId: z.string(),
  number: z.number(),
  rows: z.number(),
  type: z.string(),
  format: z.string(),
  existing: z.boolean(),
  problems: z.array(z.object({ row: z.number(), reason: z.string() })),
});

const refusedSchema = z.object({ message: z.string() });

export type Uploaded = z.infer<typeof importedSchema>;

/** Sends a file to be stored as a dataset version. */
export async function uploadDataset(
  session: Session,
  path: string,
  parameters: Record<string, string | undefined>,
): Promise<Uploaded> {
  const url = new URL("/api/datasets", session.url);
  const given = { project: session.project, fileName: basename(path), ...parameters };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) url.searchParams.set(name, value);
  const answer = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${session.token}`, "content-type": "application/octet-stream" },
    body: await openAsBlob(path),
  });
  const said: unknown = await answer.json();
  if (answer.ok) return importedSchema.parse(said);
  const refused = refusedSchema.safeParse(said);
  throw new Error(refused.success ? refused.data.message : `The server answered ${answer.status}.`);
}
