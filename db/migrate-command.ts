import { connectSql } from "./database";
import { migrate } from "./migrate";

const NO_SUCH_DATABASE = "3D000";

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "");

async function createDatabase(url: string): Promise<void> {
  const admin = new URL(url);
  const name = decodeURIComponent(admin.pathname.slice(1));
  admin.pathname = "/postgres";
  const sql = connectSql(admin.toString(), { max: 1 });
  try {
    await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
}

/** One sentence that names the server, never the password. */
function explain(error: unknown, url: string): string {
  const { host, pathname, username, searchParams } = new URL(url);
  const where = host || searchParams.get("host");
  switch (codeOf(error)) {
    case "ECONNREFUSED":
    case "ENOENT":
    case "CONNECT_TIMEOUT":
      return `No PostgreSQL answers at ${where}, which DATABASE_URL names.`;
    case "ENOTFOUND":
      return `DATABASE_URL names ${where}, and there is no such machine.`;
    case "28P01":
    case "28000":
      return `PostgreSQL at ${where} refuses the user ${username || searchParams.get("user")} of DATABASE_URL.`;
    case "42501":
      return `The user of DATABASE_URL may not create tables in ${pathname.slice(1)} at ${where}.`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

async function main(url: string): Promise<void> {
  try {
    await migrate(url);
  } catch (error) {
    if (codeOf(error) !== NO_SUCH_DATABASE) throw error;
    await createDatabase(url);
    await migrate(url);
  }
}

const url = process.env.DATABASE_URL ?? "";
main(url).catch((error: unknown) => {
  console.error(explain(error, url));
  process.exit(1);
});
