import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { countUnsent, UnsentStore } from "./unsent-store";

const key = (letter: string) => Buffer.alloc(32, letter).toString("base64url");
const change = (id: string, comment = "the patient's secret"): AssessmentChange => ({
  id: `change-${id}`,
  assignmentId: "case-one",
  clock: 1,
  madeAt: "2026-03-01T09:00:00.000Z",
  seconds: 2.5,
  noteDigest: "a".repeat(64),
  hintsShown: false,
  body: { kind: "comment", comment },
});

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test("what was added is read back in its order, by a page that is opened later too", async () => {
  const store = new UnsentStore(key("a"));
  await store.add("notes", [change("one"), change("two")]);
  await store.add("notes", [change("three")]);
  await store.close();
  const later = await new UnsentStore(key("a")).readAll();
  expect(later.map(({ change: { id } }) => id)).toEqual(["change-one", "change-two", "change-three"]);
  expect(later[0]).toEqual({ change: change("one"), project: "notes", refusal: null });
});

test("nothing of a mark lies readable in the browser, nor whose it is", async () => {
  const store = new UnsentStore(key("a"));
  await store.add("notes", [change("one")]);
  await store.close();
  const database = await openDB("assay-review");
  const rows = await database.getAll("unsent");
  database.close();
  expect(rows).toHaveLength(1);
  const bytes = Buffer.from(rows[0].sealed).toString("latin1");
  expect(bytes).not.toContain("secret");
  expect(bytes).not.toContain("case-one");
  expect(JSON.stringify(rows[0])).not.toContain(key("a"));
});

test("another reader of the same computer sees nothing, and takes nothing away", async () => {
  const own = new UnsentStore(key("a"));
  const other = new UnsentStore(key("b"));
  await own.add("notes", [change("one")]);
  expect(await other.readAll()).toEqual([]);
  await other.add("notes", [change("two")]);
  await other.wipe();
  expect((await own.readAll()).map(({ change: { id } }) => id)).toEqual(["change-one"]);
  expect(await countUnsent()).toBe(1);
});

test("an acknowledged change is gone, a refused one stays with its reason until it is sent again", async () => {
  const store = new UnsentStore(key("a"));
  await store.add("notes", [change("one"), change("two")]);
  await store.remove(["change-one"]);
  await store.refuse(["change-two", "change-nobody"], { reason: "Too long.", remedy: "Shorten it." });
  expect(await store.readAll()).toEqual([
    { change: change("two"), project: "notes", refusal: { reason: "Too long.", remedy: "Shorten it." } },
  ]);
  await store.refuse(["change-two"], null);
  expect((await store.readAll())[0]?.refusal).toBeNull();
});

test("a record that was put in another's place is not taken for it", async () => {
  const store = new UnsentStore(key("a"));
  await store.add("notes", [change("one"), change("two", "another")]);
  const database = await openDB("assay-review");
  const [one, two] = await database.getAll("unsent");
  await database.put("unsent", { ...one, sealed: two.sealed });
  await database.put("unsent", { ...two, sealed: new Uint8Array(3) });
  database.close();
  expect(await store.readAll()).toEqual([]);
});
