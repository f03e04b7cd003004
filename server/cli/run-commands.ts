import type { Command } from "commander";
import { followLogs } from "./follow-logs";
import { type ImportOptions, importJournal } from "./import-journal";
import { addLaunchCommand } from "./launch-command";
import { printJson, printTable } from "./print";
import type { Session } from "./session";

type Open = (command: Command) => Promise<Session>;
type Output = { json?: boolean };

function addReadingCommands(runs: Command, open: Open): void {
  runs
    .command("list")
    .description("newest first")
    .option("--filter <expression>", "as in the box above the runs table, e.g. state = failed", "")
    .option("--limit <number>", "at most so many", "100")
    .option("--json", "print JSON")
    .action(async (options: Output & { filter: string; limit: string }, command: Command) => {
      const session = await open(command);
      const project = await session.project();
      const page = await session.client.runs.list.query({
        project,
        filter: options.filter,
        limit: Number(options.limit),
      });
      if (options.json) return printJson(page.items);
      const rows = page.items.map((run) => [run.id, run.stage, run.state, run.createdAt.toISOString(), run.name]);
      printTable(["RUN", "STAGE", "STATE", "CREATED", "NAME"], rows, "No runs yet.");
    });
  runs
    .command("show <run>")
    .description("one run with its config, inputs and results, as JSON")
    .option("--json", "print JSON (always so)")
    .action(async (run: string, _: Output, command: Command) => {
      const session = await open(command);
      printJson(await session.client.runs.byId.query({ project: await session.project(), run }));
    });
  runs
    .command("logs <run>")
    .description("the log from its first line")
    .option("--follow", "and what is added until the run ends")
    .option("--json", "print one JSON object a line")
    .action(async (run: string, options: Output & { follow?: boolean }, command: Command) =>
      followLogs(await open(command), { run, follow: options.follow ?? false, json: options.json ?? false }),
    );
}

const ACTIONS = {
  cancel: "stop it, with a checkpoint where the stage writes them",
  retry: "a new attempt from the beginning",
  resume: "a new attempt from the last checkpoint",
} as const;

function addActionCommands(runs: Command, open: Open): void {
  for (const action of ["cancel", "retry", "resume"] as const) {
    runs
      .command(`${action} <run>`)
      .description(ACTIONS[action])
      .option("--json", "print JSON")
      .action(async (run: string, options: Output, command: Command) => {
        const session = await open(command);
        const done = await session.client.runs[action].mutate({ project: await session.project(), run });
        if (options.json) return printJson({ run, ...done });
        process.stdout.write(`${run} is ${done.state}\n`);
      });
  }
}

export function addRunCommands(program: Command, open: Open): void {
  const runs = program.command("runs").description("launch, follow and steer runs");
  addLaunchCommand(runs, open);
  addReadingCommands(runs, open);
  addActionCommands(runs, open);
  runs
    .command("import <journal>")
    .description("store a journal that was written on a machine without a server")
    .option("--name <name>", "name of the run (default: the journal's folder)")
    .option("--stage <stage>", "what the run did, e.g. sft (default: command)")
    .option("--json", "print JSON")
    .action(async (journal: string, options: Output & ImportOptions, command: Command) => {
      const imported = await importJournal(await open(command), journal, options);
      if (options.json) return printJson(imported);
      process.stdout.write(`${imported.run}\n`);
      for (const { frame, what } of imported.refused) process.stderr.write(`Left out frame ${frame}: ${what}.\n`);
    });
}
