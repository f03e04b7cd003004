import { connectDrizzle, connectSql } from "@/db/database";
import { env } from "../env";
import { createAuth } from "./auth";
import { ensureFirstAdmin } from "./ensure-first-admin";
import { ensureLocalCredential } from "./local-credential";

/** Program: makes the first administrator, project and credential where missing, prints a one-time address. */
async function printSignInAddress(): Promise<void> {
  const sql = connectSql(env().DATABASE_URL, { max: 2 });
  const db = connectDrizzle(sql);
  try {
    const admin = await ensureFirstAdmin(db);
    await ensureLocalCredential(db, env().ASSAY_HOME, admin);
    const auth = createAuth({
      db,
      url: env().ASSAY_PUBLIC_URL,
      secret: env().ASSAY_SECRET,
      deliverSignInLink: (address) => process.stdout.write(`${address}\n`),
    });
    await auth.api.signInMagicLink({
      body: { email: admin.email, callbackURL: "/", errorCallbackURL: "/sign-in" },
      headers: new Headers(),
    });
  } finally {
    await sql.end();
  }
}

await printSignInAddress();
