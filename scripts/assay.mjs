import "./setup/require-node.mjs";
import { spawn } from "node:child_process";
import { commandLine } from "./process/command-line.mjs";
import { homeFolder } from "./setup/home-folder.mjs";
import { runMain } from "./terminal/run-main.mjs";

const SIGNALS = { SIGINT: 130, SIGTERM: 143 };

/** The command line where the person stands; what a terminal sends, it gets itself. */
await runMain(
  () =>
    new Promise((resolve, reject) => {
      const { command, args, env } = commandLine(process.argv.slice(2), { ...process.env, ASSAY_HOME: homeFolder() });
      const child = spawn(command, args, { cwd: process.env.INIT_CWD ?? process.cwd(), env, stdio: "inherit" });
      process.on("SIGINT", () => {});
      process.on("SIGTERM", () => child.kill("SIGTERM"));
      child.once("error", reject);
      child.once("exit", (code, signal) => resolve(code ?? SIGNALS[signal] ?? 1));
    }),
);
