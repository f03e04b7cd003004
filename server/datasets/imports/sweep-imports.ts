import { rm } from "node:fs/promises";
import { and, inArray, lt, or } from "drizzle-orm";
import { datasetImport } from "@/db/schema/datasets";
import { ABANDONED_AFTER_HOURS } from "@/domain/datasets/import-rules";
import { findAbandonedUploads } from "./abandoned-uploads";
import { silentSince } from "./begin-work";
import { removeImportFolder } from "./import-folder";
import type { ImportServices } from "./import-services";

/** Takes away uploads that nobody touched for a day, those cut off while they arrived, and files without an import. */
export async function sweepImports({ db, sql, home }: Pick<ImportServices, "db" | "sql" | "home">): Promise<number> {
  const now = new Date();
  const abandoned = new Date(now.getTime() - ABANDONED_AFTER_HOURS * 3_600_000);
  const swept = await db
    .delete(datasetImport)
    .where(
      or(
        and(
          inArray(datasetImport.state, ["receiving", "examining", "waiting", "storing", "failed"]),
          lt(datasetImport.beatAt, abandoned),
        ),
        and(inArray(datasetImport.state, ["cancelled", "stored"]), lt(datasetImport.beatAt, silentSince())),
      ),
    )
    .returning({ id: datasetImport.id });
  for (const { id } of swept) await removeImportFolder(home, id);
  const left = await findAbandonedUploads(sql, home, now);
  for (const path of left) await rm(path, { recursive: true, force: true });
  return swept.length + left.length;
}
