import "./setup/require-node.mjs";
import { testAll } from "./suites/test-all.mjs";
import { runMain } from "./terminal/run-main.mjs";

await runMain(() => testAll(process.argv.slice(2)));
