import "./setup/require-node.mjs";
import { commandLine } from "./process/command-line.mjs";
import { spawnInherited } from "./process/spawn-inherited.mjs";
import { homeFolder } from "./setup/home-folder.mjs";
import { keepData, keepsData } from "./storage/keep-data.mjs";
import { runMain } from "./terminal/run-main.mjs";

/** The command line where the person stands. */
await runMain(() => {
  const given = process.argv.slice(2);
  if (keepsData(given)) return keepData(given);
  const { command, args, env } = commandLine(given, { ...process.env, ASSAY_HOME: homeFolder() });
  return spawnInherited(command, args, { cwd: process.env.INIT_CWD ?? process.cwd(), env });
});
