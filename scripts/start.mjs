import "./setup/require-node.mjs";
import { launch } from "./services/launch.mjs";
import { runMain } from "./terminal/run-main.mjs";

await runMain(() => launch("production"));
