import type { Page } from "@playwright/test";
import { Seal } from "@/components/review/store/seal";
import { type AssessmentChange, assessmentChangeSchema } from "@/domain/assessments/assessment-change";

export type UnsentMarks = {
  changes: Map<string, AssessmentChange>;
  /** Rows that the reader's own key does not open. */
  unreadable: string[];
};

/** Every row of the browser's own store, as it lies there. */
function readRows(page: Page): Promise<{ id: string; sealed: number[] }[]> {
  return page.evaluate(async () => {
    // To open one that is not there would make it, without its tables.
    const stores = await indexedDB.databases();
    if (!stores.some(({ name }) => name === "assay-review")) return [];
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("assay-review");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => resolve(opening.result);
    });
    const rows = await new Promise<{ id: string; sealed: Uint8Array }[]>((resolve, reject) => {
      const reading = database.transaction("unsent").objectStore("unsent").getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => resolve(reading.result);
    });
    database.close();
    return rows.map(({ id, sealed }) => ({ id, sealed: [...sealed] }));
  });
}

/** What waits in the browser for the server, opened with the key that seals it; the page only has to be of this site. */
export async function readUnsent(page: Page, key: string): Promise<UnsentMarks> {
  const seal = new Seal(key);
  const found: UnsentMarks = { changes: new Map(), unreadable: [] };
  for (const { id, sealed } of await readRows(page)) {
    const text = seal.open(id, Uint8Array.from(sealed));
    const read = assessmentChangeSchema.safeParse(text === null ? null : JSON.parse(text));
    if (read.success) found.changes.set(id, read.data);
    else found.unreadable.push(id);
  }
  return found;
}
