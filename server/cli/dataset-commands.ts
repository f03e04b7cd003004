import type { Command } from "commander";
import { printJson, printTable, tell } from "./print";
import type { Session } from "./session";
import { uploadDataset } from "./upload-dataset";

type Open = (command: Command) => Promise<Session>;
type Output = { json?: boolean };

export function addDatasetCommands(program: Command, open: Open): void {
  const datasets = program.command("datasets").description("data to train on and to evaluate with");
  datasets
    .command("import <file>")
    .description("store a CSV or JSONL as a version; MTS-Dialog and ACI-Bench files are recognised")
    .option("--name <name>", "name of the dataset (default: the file's)")
    .option("--type <type>", "notes, sft, prompts, …")
    .option("--columns <pairs>", "which column is which field: source=dialogue,reference=note")
    .option("--split <split>", "put every row into train, validation or test")
    .option("--holds <what>", "synthetic, deidentified, identifiable or unstated", "unstated")
    .option("--json", "print JSON")
    .action(async (file: string, options: Record<string, string> & Output, command: Command) => {
      const { json, ...parameters } = options;
      const stored = await uploadDataset(await open(command), file, parameters);
      for (const { row, reason } of stored.problems.slice(0, 20)) tell(`row ${row}: ${reason}`);
      if (stored.problems.length > 20) tell(`… and ${stored.problems.length - 20} more rows with problems`);
      if (json) return printJson(stored);
      const was = stored.existing ? "was there already" : "imported";
      process.stdout.write(`${stored.datasetVersionId}  version ${stored.number}, ${stored.rows} rows, ${was}\n`);
    });
  datasets
    .command("list")
    .description("datasets with their newest version")
    .option("--json", "print JSON")
    .action(async (options: Output, command: Command) => {
      const session = await open(command);
      const { items } = await session.client.datasets.list.query({ project: await session.project(), limit: 500 });
      if (options.json) return printJson(items);
      const rows = items.map(({ name, version }) => [
        version.id,
        name,
        `v${version.number}`,
        version.type,
        String(version.rows),
      ]);
      printTable(["VERSION", "NAME", "NUMBER", "TYPE", "ROWS"], rows, "No datasets yet.");
    });
}
