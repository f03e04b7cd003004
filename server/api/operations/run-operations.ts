import { z } from "zod";
import {
  archivedAnswer,
  launchedAnswer,
  resumedAnswer,
  runAnswer,
  runCheckAnswer,
  runKeysAnswer,
  runPageAnswer,
  runStateAnswer,
  sweepAnswer,
} from "@/domain/runs/run-answer";
import { sweepPlanAnswer } from "@/domain/runs/sweep-plan-answer";
import { operation } from "../operation";
import { sortParameter } from "../sort-parameter";

const RUNS = "/projects/{project}/runs";
const RUN = `${RUNS}/{run}`;

const LAUNCH_WORDS = {
  stage: "Name of the stage; `GET stages` lists them with their settings.",
  config: "Settings of the stage; what is left out takes its default.",
  inputs: "By name of the input: a dataset version, a model, or another run, for which this one waits.",
  name: "A name for people; without one, made from the inputs.",
  seed: "Drawn at random where it is left out, and kept with the run.",
  priority: "Higher goes first.",
  note: "Free text.",
  tags: "Words to find the run by.",
  studyId: "The study that the run belongs to.",
  clonedFromRunId: "The run whose settings these were.",
};

const SWEEPS = "/projects/{project}/sweeps";

export const SWEEP_WORDS = {
  ...LAUNCH_WORDS,
  name: "What stands before what tells runs apart; of stage `fdpo` what stands in place of `FactualDPO`.",
  vary: "Settings by name, each with its values.",
  models: "The sweep once for each of these as the input `model`; `short` is its name in names of runs.",
  seeds: "One run for each; leave it out for one drawn seed a combination.",
};

export const runOperations = [
  operation({
    method: "GET",
    path: RUNS,
    procedure: "runs.list",
    summary: "List runs",
    description: "Sorted and filtered in the database, page by page.",
    without: ["skip"],
    fields: { sort: sortParameter },
    words: {
      filter: "As in the table: `stage = sft and metric.train/loss < 0.6 and tag: delta-sweep`.",
      columns: "Configs and metrics to answer in `cells`: `config.lora.rank`, `metric.train/loss:min`.",
      asOf: "Runs launched after it stay out.",
    },
    answers: runPageAnswer,
  }),
  operation({
    method: "GET",
    path: `${RUNS}/keys`,
    procedure: "runs.keys",
    summary: "List the configs and metrics that filters, sorting and columns can name",
    answers: runKeysAnswer,
    from: ({ config, metrics }) => ({ config: [...config], metrics: [...metrics] }),
  }),
  operation({
    method: "POST",
    path: RUNS,
    procedure: "runs.launch",
    summary: "Launch a run",
    description: "Checked first, as `POST runs/check` does; a check that blocks refuses the launch with its remedy.",
    words: LAUNCH_WORDS,
    status: 201,
    answers: launchedAnswer,
  }),
  operation({
    method: "POST",
    path: `${SWEEPS}/plan`,
    procedure: "runs.planSweep",
    summary: "Plan a sweep",
    description: "Names, count, time and cost over the slots there are, and what would be refused; nothing is written.",
    words: SWEEP_WORDS,
    answers: sweepPlanAnswer,
  }),
  operation({
    method: "POST",
    path: SWEEPS,
    procedure: "runs.launchSweep",
    summary: "Launch runs that differ in settings, models and seeds",
    description: "Every combination of `vary`, `models` and `seeds`, all or none, under a tag of their own.",
    words: SWEEP_WORDS,
    status: 201,
    answers: sweepAnswer,
  }),
  operation({
    method: "POST",
    path: `${RUNS}/check`,
    procedure: "runs.check",
    summary: "Check a launch without launching",
    words: LAUNCH_WORDS,
    answers: runCheckAnswer,
  }),
  operation({ method: "GET", path: RUN, procedure: "runs.byId", summary: "Read a run", answers: runAnswer }),
  operation({
    method: "POST",
    path: `${RUN}/cancel`,
    procedure: "runs.cancel",
    summary: "Cancel a run",
    description: "A run that trains writes a checkpoint and stops; one that waits is cancelled at once.",
    answers: runStateAnswer,
  }),
  operation({
    method: "POST",
    path: `${RUN}/retry`,
    procedure: "runs.retry",
    summary: "Start a run again from the beginning",
    answers: runStateAnswer,
  }),
  operation({
    method: "POST",
    path: `${RUN}/resume`,
    procedure: "runs.resume",
    summary: "Resume a run from its last checkpoint",
    answers: resumedAnswer,
  }),
  operation({
    method: "POST",
    path: `${RUN}/priority`,
    procedure: "runs.prioritise",
    summary: "Change a run's place in the queue",
    words: { priority: "From -100 to 100; higher goes first." },
    answers: z.object({ priority: z.number() }).meta({ id: "RunPriority" }),
  }),
  operation({
    method: "POST",
    path: `${RUN}/archive`,
    procedure: "runs.archive",
    summary: "Archive a run",
    description: "Out of the lists; everything that it made is kept.",
    answers: archivedAnswer,
  }),
  operation({
    method: "POST",
    path: `${RUN}/restore`,
    procedure: "runs.restore",
    summary: "Bring an archived run back",
    answers: archivedAnswer,
  }),
];
