import { connectDrizzle, connectSql } from "../database";
import { migrate } from "../migrate";
import { refuseRemote } from "./refuse-remote";
import { writeClinicalProject } from "./scenarios/clinical-project";

const url = process.env.DATABASE_URL;
if (!url) throw new Error("DATABASE_URL is not set: name the local database to seed.");
refuseRemote(url);
await migrate(url);
const forDrizzle = connectSql(url, { max: 4 });
const sql = connectSql(url, { max: 2 });
try {
  const written = await writeClinicalProject(connectDrizzle(forDrizzle), sql, new Date());
  console.log(written ? "The scenario is written: /projects/clinical-notes" : "The scenario stands already.");
} finally {
  await Promise.all([forDrizzle.end(), sql.end()]);
}
