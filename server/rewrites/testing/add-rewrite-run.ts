import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Database } from "@/db/database";
import { artifact } from "@/db/schema/runs";
import { objectPath } from "../../artifacts/artifact-objects";
import { addRun } from "../../dispatch/testing/add-runs";
import { REWRITE_TABLE } from "../read-rewrite-lines";

/** A finished run of stage `rewrite` with its table, as a runner delivers both. */
export async function addRewriteRun(
  { db, home }: { db: Database; home: string },
  { id, projectId }: { id: string; projectId: string },
  rows: readonly object[],
): Promise<void> {
  await addRun(db, { projectId, id, stage: "rewrite", state: "finished" });
  const text = rows.map((each) => `${JSON.stringify(each)}\n`).join("");
  const digest = createHash("sha256").update(text).digest("hex");
  await mkdir(dirname(objectPath(home, digest)), { recursive: true });
  await writeFile(objectPath(home, digest), text);
  await db.insert(artifact).values({
    ...{ projectId, id: `${id}-table`, runId: id, attempt: 1, name: REWRITE_TABLE, kind: "table", digest },
    ...{ bytes: text.length, files: 1, metadata: { rewrites: rows.length } },
  });
}
