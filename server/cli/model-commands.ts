import type { Command } from "commander";
import { printJson, printTable } from "./print";
import type { Session } from "./session";

export function addModelCommands(program: Command, open: (command: Command) => Promise<Session>): void {
  const models = program.command("models").description("models that runs can start from");
  models
    .command("list")
    .description("newest first")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }, command: Command) => {
      const session = await open(command);
      const { items } = await session.client.models.list.query({ project: await session.project(), limit: 500 });
      if (options.json) return printJson(items);
      const rows = items.map((model) => [
        model.id,
        model.name,
        model.source,
        model.baseModel?.name ?? "-",
        model.madeBy.name,
      ]);
      printTable(["MODEL", "NAME", "SOURCE", "STANDS ON", "MADE BY"], rows, "No models yet.");
    });
}
