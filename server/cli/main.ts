import { basename, resolve } from "node:path";
import { TRPCClientError } from "@trpc/client";
import { Command, CommanderError } from "commander";
import { addAccountCommands } from "./account-commands";
import { addDatasetCommands } from "./dataset-commands";
import { addModelCommands } from "./model-commands";
import { EXIT_FAILED, EXIT_USAGE, FailedError, UsageError } from "./outcome";
import { addRunCommands } from "./run-commands";
import { addSampleCommand } from "./sample-command";
import { openSession } from "./session";

/** Bundled into dist/, or run from server/cli: the person may stand anywhere. */
const CHECKOUT = resolve(import.meta.dirname, basename(import.meta.dirname) === "dist" ? ".." : "../..");

const program = new Command("assay")
  .description("Launches runs, follows them and brings data in, from the command line.")
  .option("--project <slug>", "the project to work in (default: the only one)")
  .exitOverride();

const open = (command: Command) =>
  openSession({
    project: command.optsWithGlobals<{ project?: string }>().project,
    environment: process.env,
    checkout: CHECKOUT,
  });

addRunCommands(program, open);
addDatasetCommands(program, open);
addModelCommands(program, open);
addSampleCommand(program, open);
addAccountCommands(program, open);

/** The server's sentence, or why it could not be asked. */
function explain(error: unknown): { sentence: string | null; code: number } {
  // commander has printed these itself.
  if (error instanceof CommanderError) return { sentence: null, code: error.exitCode === 0 ? 0 : EXIT_USAGE };
  if (error instanceof UsageError) return { sentence: error.message, code: EXIT_USAGE };
  if (error instanceof FailedError || error instanceof TRPCClientError) {
    return { sentence: error.message, code: EXIT_FAILED };
  }
  if (error instanceof Error && "code" in error) return { sentence: error.message, code: EXIT_FAILED };
  throw error;
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  const { sentence, code } = explain(error);
  if (sentence) process.stderr.write(`${sentence}\n`);
  process.exitCode = code;
}
