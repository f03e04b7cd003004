import "./setup/require-node.mjs";
import { commandLine } from "./process/command-line.mjs";
import { spawnInherited } from "./process/spawn-inherited.mjs";
import { homeFolder } from "./setup/home-folder.mjs";
import { DATA_COMMANDS, keepData } from "./storage/keep-data.mjs";
import { runMain } from "./terminal/run-main.mjs";

/** The command line where the person stands. */
await runMain(() => {
  const given = process.argv.slice(2);
  if (DATA_COMMANDS.has(given[0]) && !given.includes("--help")) return keepData(given);
  const { command, args, env } = commandLine(given, { ...process.env, ASSAY_HOME: homeFolder() });
  return spawnInherited(command, args, { cwd: process.env.INIT_CWD ?? process.cwd(), env });
});
