import "./setup/require-node.mjs";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inCheckout } from "./setup/checkout.mjs";
import { homeFolder } from "./setup/home-folder.mjs";
import { prepare } from "./setup/prepare.mjs";
import { ENVIRONMENT_PYTHON } from "./setup/python-environment.mjs";
import { runMain } from "./terminal/run-main.mjs";

/** The command line, in this process and where the person stands. */
await runMain(async () => {
  await prepare({ web: false, python: false });
  const home = homeFolder();
  const serverFile = join(home, "server.json");
  process.env.ASSAY_HOME = home;
  process.env.ASSAY_PYTHON = ENVIRONMENT_PYTHON;
  if (existsSync(serverFile)) process.env.ASSAY_URL ??= JSON.parse(readFileSync(serverFile, "utf8")).url;
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  await import(inCheckout("dist", "assay.mjs"));
  return process.exitCode;
});
