import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import type { ImportOptions } from "@/domain/datasets/import-options";
import { TEST_PYTHON } from "../../../testing/test-python";
import { examineImport } from "../examine-import";
import { importFolder } from "../import-folder";
import { readImport } from "../import-queries";
import type { ImportAt } from "../import-services";
import { openImport } from "../open-import";

export const SYNTHETIC = { holds: "synthetic", approval: null, approvedUntil: null } as const;
export const NOTES = "talk,summary,who\nCough?,Coughs.,a\nFever?,Febrile.,b\n,Empty.,c\nRash?,Rash.,a\n";

/** A project with a writer and a foreign one, a folder for uploads, and the first steps of an import. */
export async function createImportRig() {
  const database = await createTestDatabase();
  const home = await mkdtemp(join(tmpdir(), "assay-imports-test-"));
  const services = { db: database.db, sql: database.sql, home, python: TEST_PYTHON };
  await database.db.insert(project).values([
    { id: "p", slug: "own", name: "Own" },
    { id: "q", slug: "foreign", name: "Foreign" },
  ]);
  await addPerson(database.db, "p", "writer");

  const open = (fileName: string, body: ReadableStream<Uint8Array>) =>
    openImport(services, { projectId: "p", userId: "writer", fileName, options: {}, body });

  return {
    database,
    home,
    services,
    open,
    bring: async (text: string, fileName = "visits.csv"): Promise<ImportAt> => {
      return { projectId: "p", importId: await open(fileName, new Blob([text]).stream()) };
    },
    examine: async (at: ImportAt, options?: ImportOptions) => {
      await (await examineImport(services, at, options)).done;
      return readImport(database.db, at);
    },
    filesOf: (importId: string) => readdir(importFolder(home, importId)).catch(() => []),
    end: async () => {
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
