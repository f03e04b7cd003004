import type { Command } from "commander";
import { followRun, requireFinished } from "./follow-run";
import { UsageError } from "./outcome";
import { printJson, tell } from "./print";
import { readConfig, readInputs } from "./read-settings";
import type { Session } from "./session";

type LaunchOptions = {
  config: string[];
  file?: string;
  input: string[];
  name?: string;
  seed?: string;
  priority?: string;
  wait?: boolean;
  json?: boolean;
};

const collect = (value: string, before: string[]) => [...before, value];

async function launch(session: Session, stage: string, options: LaunchOptions): Promise<void> {
  const project = await session.project();
  const schema = (await session.client.stages.list.query({ project })).find((each) => each.stage === stage);
  if (!schema) throw new UsageError(`There is no stage "${stage}".`);
  const kinds = new Map(schema.inputs.map((input) => [input.name, input.kind]));
  const { runId } = await session.client.runs.launch.mutate({
    project,
    stage,
    name: options.name,
    config: await readConfig(options.file, options.config),
    inputs: readInputs(options.input, kinds),
    seed: options.seed === undefined ? undefined : Number(options.seed),
    priority: options.priority === undefined ? undefined : Number(options.priority),
  });
  const url = `${session.url}/projects/${project}/runs/${runId}`;
  if (!options.wait) return options.json ? printJson({ run: runId, url }) : void process.stdout.write(`${runId}\n`);
  tell(url);
  const ended = await followRun(session, runId);
  if (options.json)
    printJson({ run: runId, url, state: ended.state, failure: ended.failure, headline: ended.headline });
  else process.stdout.write(`${runId}\n`);
  requireFinished(ended);
}

export function addLaunchCommand(runs: Command, open: (command: Command) => Promise<Session>): void {
  runs
    .command("launch <stage>")
    .description("start a run of a stage: sft, generate, evaluate, import-model, command")
    .option("--config <name=value>", "one setting; may be given often", collect, [])
    .option("--file <file>", "settings as YAML or JSON")
    .option(
      "--input <name=id>",
      "what it reads; model:ID, run:ID or dataset:ID where the id alone is not clear",
      collect,
      [],
    )
    .option("--name <name>")
    .option("--seed <number>")
    .option("--priority <number>", "higher goes first, -100 to 100")
    .option("--wait", "until it has ended; exit code 1 unless it finished")
    .option("--json", "print JSON")
    .action(async (stage: string, options: LaunchOptions, command: Command) =>
      launch(await open(command), stage, options),
    );
}
