import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { FailedError, UsageError } from "./outcome";
import { printJson, tell } from "./print";
import { type NotesOptions, prepareDatasets } from "./sample-dataset";
import type { Session } from "./session";
import { type StudyDetail, StudyProgress } from "./study-progress";
import { formatDifferences, summariseStudy } from "./study-summary";

const LOOK_MILLISECONDS = 1_000;

type SampleOptions = NotesOptions & { steps: string; examples: string; name: string; json?: boolean; once?: boolean };

function readCount(text: string, option: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new UsageError(`${option} takes a whole number above 0.`);
  return count;
}

/** A run whose upstream failed waits for a person; then there is nothing more to see here. */
function isOver({ runs }: StudyDetail): boolean {
  const failed = runs.some((run) => RUN_RULES[run.state].settled && run.state !== "finished");
  return runs.every((run) => RUN_RULES[run.state].settled || (failed && run.state === "waiting"));
}

async function followStudy(session: Session, study: string): Promise<StudyDetail> {
  const project = await session.project();
  const progress = new StudyProgress();
  for (;;) {
    const detail = await session.client.studies.byId.query({ project, study });
    progress.show(detail, new Date());
    if (isOver(detail)) return detail;
    await sleep(LOOK_MILLISECONDS);
  }
}

async function runSample(session: Session, options: SampleOptions): Promise<void> {
  const steps = readCount(options.steps, "--steps");
  const examples = readCount(options.examples, "--examples");
  if (options.heldOut && !options.notes) throw new UsageError("--held-out goes with --notes.");
  const { dataset, heldOut } = await prepareDatasets(session, options);
  const project = await session.project();
  const { studyId } = await session.client.studies.launchSample.mutate({
    project,
    name: options.name,
    datasetVersionId: dataset.datasetVersionId,
    heldOutVersionId: heldOut?.datasetVersionId,
    steps,
    examples,
  });
  const url = `${session.url}/projects/${project}`;
  tell(`${options.name}: ${steps} steps, ${examples} held-out examples. Watch it at ${url}`);
  const detail = await followStudy(session, studyId);
  const summary = summariseStudy(detail, url, new Date());
  if (options.json) printJson(summary);
  else if (summary.differences.length > 0) {
    process.stdout.write(`Tuned minus base, paired by example:\n${formatDifferences(summary.differences)}\n`);
  }
  const ended = detail.runs.find((run) => run.state !== "finished" && run.state !== "waiting");
  if (ended) throw new FailedError(`${ended.name} is ${ended.state}: ${ended.failure?.reason ?? "no reason given"}`);
}

export function addSampleCommand(program: Command, open: (command: Command) => Promise<Session>): void {
  program
    .command("studies")
    .description("graphs of runs")
    .command("sample")
    .description("fine-tune the embedded model on notes and compare it with itself untuned, on held-out dialogues")
    .option("--notes <file>", "your own CSV or JSONL of dialogues and notes")
    .option("--source-column <name>", "its column with the dialogue")
    .option("--reference-column <name>", "its column with the note")
    .option("--held-out <file>", "a second file to score on; without it, rows are held out from the first")
    .option("--steps <number>", "training steps of 4 notes", "30")
    .option("--examples <number>", "held-out notes to write and to score", "24")
    .option("--name <name>", "name of the study", "Sample study")
    .option("--once", "follow it to its end, as it always does")
    .option("--json", "print one JSON object at the end")
    .action(async (options: SampleOptions, command: Command) => runSample(await open(command), options));
}
