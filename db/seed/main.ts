import { connectDrizzle, connectSql, type Database, type Sql } from "../database";
import { migrate } from "../migrate";
import { refuseRemote } from "./refuse-remote";
import { writeClinicalProject } from "./scenarios/clinical-project";
import { COMPARED_PROJECT, writeComparedMethods } from "./scenarios/compared-methods";
import { REVIEW_ROUND, writeReviewRound } from "./scenarios/review-round";
import { SCALE_PROJECT, writeTenThousandRuns } from "./scenarios/ten-thousand-runs";

type Scenario = { project: string; write: (db: Database, sql: Sql) => Promise<boolean> };

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "clinical-notes": { project: "clinical-notes", write: (db, sql) => writeClinicalProject(db, sql, new Date()) },
  "compared-methods": {
    project: COMPARED_PROJECT.slug,
    write: (db, sql) => writeComparedMethods(db, sql, new Date()),
  },
  "review-round": { project: REVIEW_ROUND.project, write: (db) => writeReviewRound(db, new Date()) },
  "ten-thousand-runs": {
    project: SCALE_PROJECT.slug,
    write: (db, sql) => writeTenThousandRuns(db, sql, { now: new Date(), told: (what) => console.log(what) }),
  },
};

async function tellSize(sql: Sql): Promise<string> {
  const [size] = await sql`select pg_size_pretty(pg_database_size(current_database())) as text`;
  return `The database holds ${size?.text} now.`;
}

/** `tsx db/seed/main.ts [scenario]` into the database of DATABASE_URL. */
async function main(name: string, url: string): Promise<void> {
  const scenario = SCENARIOS[name];
  if (!scenario) throw new Error(`There is no scenario "${name}". There are: ${Object.keys(SCENARIOS).join(", ")}.`);
  refuseRemote(url);
  await migrate(url);
  const forDrizzle = connectSql(url, { max: 4 });
  const sql = connectSql(url, { max: 2 });
  try {
    const began = Date.now();
    const written = await scenario.write(connectDrizzle(forDrizzle), sql);
    const seconds = Math.round((Date.now() - began) / 1000);
    console.log(
      written
        ? `The scenario is written in ${seconds} s: /projects/${scenario.project}. ${await tellSize(sql)}`
        : `The scenario stands already: /projects/${scenario.project}.`,
    );
  } finally {
    await Promise.all([forDrizzle.end(), sql.end()]);
  }
}

const url = process.env.DATABASE_URL ?? "";
try {
  if (!url) throw new Error("DATABASE_URL is not set: name the local database to seed.");
  await main(process.argv[2] ?? "clinical-notes", url);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
