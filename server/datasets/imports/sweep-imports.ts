import { and, inArray, lt, or } from "drizzle-orm";
import { datasetImport } from "@/db/schema/datasets";
import { ABANDONED_AFTER_HOURS } from "@/domain/datasets/import-rules";
import { silentSince } from "./begin-work";
import { removeImportFolder } from "./import-folder";
import type { ImportServices } from "./import-services";

/** Takes away uploads that nobody touched for a day, and those cut off while they arrived. */
export async function sweepImports({ db, home }: Pick<ImportServices, "db" | "home">): Promise<number> {
  const abandoned = new Date(Date.now() - ABANDONED_AFTER_HOURS * 3_600_000);
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
  return swept.length;
}
