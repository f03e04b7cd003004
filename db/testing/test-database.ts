import { randomBytes } from "node:crypto";
import { connectDrizzle, connectSql, type Database, type Sql } from "../database";
import { migrate, readMigrations } from "../migrate";

const TEMPLATE_LOCK = 7_291_002;

/** Server the suites run against; `npm test` starts an embedded one unless DATABASE_URL names another. */
function serverUrl(): string {
  const url = process.env.ASSAY_TEST_DATABASE_URL;
  if (!url) throw new Error("ASSAY_TEST_DATABASE_URL is not set; run the tests with `npm test`.");
  return url;
}

function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
}

export type TestDatabase = {
  url: string;
  db: Database;
  sql: Sql;
  /** Ends the connections; the rows stay. */
  close: () => Promise<void>;
  drop: () => Promise<void>;
};

async function ensureTemplate(admin: Sql): Promise<string> {
  const template = `assay_template_${readMigrations().fingerprint}`;
  await admin`select pg_advisory_lock(${TEMPLATE_LOCK})`;
  const [found] = await admin`select 1 from pg_database where datname = ${template}`;
  if (found) return template;
  const building = `${template}_building`;
  await admin.unsafe(`drop database if exists ${building}`);
  await admin.unsafe(`create database ${building}`);
  await migrate(withDatabase(serverUrl(), building));
  await admin.unsafe(`alter database ${building} rename to ${template}`);
  return template;
}

function openTestDatabase(name: string): TestDatabase {
  const url = withDatabase(serverUrl(), name);
  const forDrizzle = connectSql(url, { max: 5 });
  const sql = connectSql(url, { max: 5 });
  const close = async () => {
    await Promise.all([forDrizzle.end({ timeout: 1 }), sql.end({ timeout: 1 })]);
  };
  return {
    url,
    db: connectDrizzle(forDrizzle),
    sql,
    close,
    drop: async () => {
      await close();
      const dropper = connectSql(serverUrl(), { max: 1 });
      await dropper.unsafe(`drop database if exists ${name} with (force)`);
      await dropper.end();
    },
  };
}

/**
 * A fresh database cloned from a template that is migrated once per set of migrations.
 * @param like a closed one whose rows it begins with
 */
export async function createTestDatabase(like?: TestDatabase): Promise<TestDatabase> {
  const name = `assay_test_${randomBytes(6).toString("hex")}`;
  const admin = connectSql(serverUrl(), { max: 1 });
  try {
    const template = like ? new URL(like.url).pathname.slice(1) : await ensureTemplate(admin);
    await admin.unsafe(`create database ${name} template ${template}`);
  } finally {
    await admin.end();
  }
  return openTestDatabase(name);
}
