import "./setup/require-node.mjs";
import { demonstrate } from "./services/demonstrate.mjs";
import { runMain } from "./terminal/run-main.mjs";

await runMain(() => demonstrate(process.argv.slice(2)));
