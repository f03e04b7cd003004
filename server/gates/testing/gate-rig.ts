import { createHash } from "node:crypto";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { addReviewedCampaign, markOf, type ReviewedCampaign, type Said } from "@/db/testing/reviewed-campaign";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Viewer } from "../../context";
import { createCaller } from "../../router";

export const CLEAN: Said = { verdict: "clean" };
export const wrong = (id: string, more: Parameters<typeof markOf>[1] = {}): Said => ({
  verdict: "marked",
  marks: [markOf(id, more)],
});

/** A project with everybody of a round: admin, researcher, investigator, two readers and an adjudicator. */
export async function createGateRig() {
  const database = await createTestDatabase();
  const { db, sql } = database;
  await db.insert(project).values([
    { id: "p", slug: "notes", name: "Notes" },
    { id: "q", slug: "trial", name: "Trial" },
  ]);
  const people = {
    admin: await addPerson(db, "p", "ada", "admin"),
    researcher: await addPerson(db, "p", "rosa"),
    investigator: await addPerson(db, "p", "ines", "investigator"),
    reader: await addPerson(db, "p", "vera", "reviewer"),
    otherReader: await addPerson(db, "p", "rolf", "reviewer"),
    adjudicator: await addPerson(db, "p", "judd", "reviewer"),
    stranger: await addPerson(db, "q", "sam", "admin"),
  };
  const clock = { now: new Date("2026-03-20T09:00:00Z") };
  const services = { db, sql, now: () => clock.now };
  const as = (viewer: Viewer | null) => createCaller({ ...services, viewer }).gates;
  const readers = [
    { id: "vera", userId: "vera" },
    { id: "rolf", userId: "rolf" },
  ];
  const addRound = (round: Partial<ReviewedCampaign> & Pick<ReviewedCampaign, "id" | "cases" | "say">) =>
    addReviewedCampaign(db, { projectId: "p", readers, ...round });
  return { database, db, sql, clock, services, people, as, addRound, readers };
}
export type GateRig = Awaited<ReturnType<typeof createGateRig>>;

export const cases = (count: number) => Array.from({ length: count }, () => ({}));

/** The same for equal texts, unlike for others. */
export function chance(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;
}
