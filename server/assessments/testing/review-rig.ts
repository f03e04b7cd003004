import { afterAll } from "vitest";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { addReviewRound, type RoundRequest } from "@/db/testing/review-round";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/domain/access";
import { createCaller } from "../../router";

/** A project `p` with people who may ask, and a clock that stands until it is moved. */
export async function createReviewRig(people: Readonly<Record<string, Role>>) {
  const database = await createTestDatabase();
  afterAll(() => database.drop());
  const { db, sql } = database;
  await db.insert(project).values({ id: "p", slug: "p", name: "p" });
  let now = new Date("2026-11-22T10:00:00Z");
  const callers = new Map<string, ReturnType<typeof createCaller>>();
  for (const [name, role] of Object.entries(people)) {
    const viewer = await addPerson(db, "p", name, role);
    callers.set(name, createCaller({ db, sql, now: () => now, viewer }));
  }
  const as = (name: string) => {
    const caller = callers.get(name);
    if (!caller) throw new Error(`There is no ${name}.`);
    return caller;
  };
  return {
    ...database,
    as,
    reader: (name: string) => as(name).reviews,
    passMinutes: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    round: (more: Partial<RoundRequest>) =>
      addReviewRound(db, { projectId: "p", readers: ["Ann"], cases: [{}], ...more }),
  };
}
