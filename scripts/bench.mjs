import "./setup/require-node.mjs";
import { measureAll } from "./bench/measure-all.mjs";
import { runMain } from "./terminal/run-main.mjs";

await runMain(() => measureAll(process.argv.slice(2)));
