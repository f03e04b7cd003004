import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { type AssessmentChange, assessmentChangeSchema } from "@/domain/assessments/assessment-change";
import { ownerOfMarks } from "@/domain/assessments/owner-of-marks";
import { Seal } from "./seal";

const NAME = "assay-review";

export type Refusal = { reason: string; remedy: string };
export type Unsent = { change: AssessmentChange; project: string; refusal: Refusal | null };

type Row = { id: string; owner: string; project: string; order: number; sealed: Uint8Array; refusal: Refusal | null };

interface Schema extends DBSchema {
  unsent: { key: string; value: Row; indexes: { owner: [string, number] } };
}

/** `onGone`: the connection is of no use any more, and the next one has to be opened. */
function openDatabase(onGone: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(NAME, 1, {
    upgrade: (database) => {
      database.createObjectStore("unsent", { keyPath: "id" }).createIndex("owner", ["owner", "order"]);
    },
    terminated: onGone,
  });
}

/** What this browser has to say to the server still, sealed for the reader who made it. */
export class UnsentStore {
  private readonly owner: string;
  private readonly seal: Seal;
  private database: Promise<IDBPDatabase<Schema>> | null = null;
  private order = Date.now();

  constructor(key: string) {
    this.seal = new Seal(key);
    this.owner = ownerOfMarks(key);
  }

  /** Resolves once the browser promises to keep them through a crash of its own. */
  async add(project: string, changes: readonly AssessmentChange[]): Promise<void> {
    const database = await this.open();
    const transaction = database.transaction("unsent", "readwrite", { durability: "strict" });
    for (const change of changes) {
      this.order += 1;
      void transaction.store.put({
        id: change.id,
        owner: this.owner,
        project,
        order: this.order,
        sealed: this.seal.close(change.id, JSON.stringify(change)),
        refusal: null,
      });
    }
    await transaction.done;
  }

  /** In the order in which they were made. */
  async readAll(): Promise<Unsent[]> {
    const database = await this.open();
    const rows = await database.getAllFromIndex("unsent", "owner", this.own());
    return rows.flatMap((row) => {
      const text = this.seal.open(row.id, row.sealed);
      const change = text === null ? null : assessmentChangeSchema.safeParse(JSON.parse(text));
      return change?.success ? [{ change: change.data, project: row.project, refusal: row.refusal }] : [];
    });
  }

  async remove(ids: readonly string[]): Promise<void> {
    const transaction = (await this.open()).transaction("unsent", "readwrite");
    for (const id of ids) void transaction.store.delete(id);
    await transaction.done;
  }

  /** Kept with the reason, until it is sent again or signed out of. Null makes it ready to be sent again. */
  async refuse(ids: readonly string[], refusal: Refusal | null): Promise<void> {
    const transaction = (await this.open()).transaction("unsent", "readwrite");
    for (const id of ids) {
      const row = await transaction.store.get(id);
      if (row) void transaction.store.put({ ...row, refusal });
    }
    await transaction.done;
  }

  /** Of this reader alone: others of the same computer may have marks that wait for them. */
  async wipe(): Promise<void> {
    const transaction = (await this.open()).transaction("unsent", "readwrite");
    const keys = await transaction.store.index("owner").getAllKeys(this.own());
    for (const key of keys) void transaction.store.delete(key);
    await transaction.done;
  }

  async close(): Promise<void> {
    const database = await this.database;
    this.database = null;
    database?.close();
  }

  private own(): IDBKeyRange {
    return IDBKeyRange.bound([this.owner, 0], [this.owner, Number.MAX_SAFE_INTEGER]);
  }

  private open(): Promise<IDBPDatabase<Schema>> {
    this.database ??= openDatabase(() => {
      this.database = null;
    });
    return this.database;
  }
}

/** Of everybody who used this browser. */
export async function countUnsent(): Promise<number> {
  const database = await openDatabase(() => {}).catch(() => null);
  // Where none can be opened, none was ever kept.
  if (!database) return 0;
  try {
    return await database.count("unsent");
  } finally {
    database.close();
  }
}
