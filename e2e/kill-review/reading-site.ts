import { desc, eq } from "drizzle-orm";
import { assessment, assessmentChange, assignment } from "@/db/schema/assessments";
import { user } from "@/db/schema/people";
import { createTestDatabase } from "@/db/testing/test-database";
import { protocolSchema } from "@/domain/campaigns/protocol";
import { localKeyOf } from "@/server/assessments/local-key";
import { createAuth } from "@/server/auth/auth";
import { ensureFirstAdmin } from "@/server/auth/ensure-first-admin";
import { createPeople, PEOPLE } from "../people";
import { openRoundIn, visit } from "../review-round";
import { type SeededWeb, startSeededWeb } from "../seeded-web";

export const READER = PEOPLE.reviewer;

export type ReadingSite = Awaited<ReturnType<typeof openReadingSite>>;
export type StoredRound = Awaited<ReturnType<ReadingSite["readRound"]>>;

/** The built web server over a database of its own, which can be killed and started again on the same port. */
export async function openReadingSite(port: number | undefined) {
  const database = await createTestDatabase();
  const { db } = database;
  await ensureFirstAdmin(db);
  let web: SeededWeb = await startSeededWeb(database.url, port);
  const { url, secret } = web;
  await createPeople(db, createAuth({ db, url, secret }), "clinical-notes");
  const [reader] = await db.select().from(user).where(eq(user.email, READER.email));
  if (!reader) throw new Error("The reader was not stored.");
  return {
    url,
    /** Seals what waits in this reader's browser. */
    localKey: localKeyOf(secret, reader.id),
    protocol: protocolSchema.parse({}),
    openRound: (title: string, cases: number): Promise<string> => {
      const texts = Array.from({ length: cases }, (_, index) => visit(index + 1));
      return openRoundIn(db, { readers: [READER.email], lead: PEOPLE.admin.email }, { title, texts });
    },
    /** Everything of the round that the database holds now. */
    readRound: async (campaign: string) => {
      const of = eq(assignment.campaignId, campaign);
      const changes = await db
        .select({ change: assessmentChange })
        .from(assessmentChange)
        .innerJoin(assignment, eq(assignment.id, assessmentChange.assignmentId))
        .where(of);
      const versions = await db
        .select()
        .from(assessment)
        .where(eq(assessment.campaignId, campaign))
        .orderBy(desc(assessment.version));
      return { changes: changes.map(({ change }) => change), versions };
    },
    /** By SIGKILL, wherever it is. */
    killWeb: () => web.stop(),
    startWeb: async () => {
      web = await startSeededWeb(database.url, Number(new URL(url).port));
    },
    close: async () => {
      await web.stop();
      await database.drop();
    },
  };
}
