import { sweepFileAnswer, writtenSweepFileAnswer } from "@/domain/runs/sweep-file-answer";
import { operation } from "../operation";
import { SWEEP_WORDS } from "./run-operations";

const SWEEPS = "/projects/{project}/sweeps";

const WORDS = {
  ...SWEEP_WORDS,
  text: "The file; a token in it is refused, and nothing of it is kept.",
  tag: "The tag that all runs of the sweep have.",
  stage: "`dpo` or `fdpo`.",
  vary: "`delta` with its values.",
  models: "Each with the short name that the file gives it.",
  seeds: "One, as the file has a place for one.",
  name: "What stands in place of `FactualDPO` in names of runs.",
};

export const sweepFileOperations = [
  operation({
    method: "POST",
    path: `${SWEEPS}/files/read`,
    procedure: "sweeps.readFile",
    summary: "Read a config.yaml of Factual-DPO",
    description: "What it asks for, as `POST sweeps` takes it, with everything that is wrong by line and field.",
    words: WORDS,
    answers: sweepFileAnswer,
  }),
  operation({
    method: "POST",
    path: `${SWEEPS}/files/write`,
    procedure: "sweeps.writeFile",
    summary: "Write a sweep as a config.yaml of Factual-DPO",
    description: "Refused where the file has no place for a setting, so that it always reads back as the same sweep.",
    words: WORDS,
    answers: writtenSweepFileAnswer,
  }),
  operation({
    method: "GET",
    path: `${SWEEPS}/{tag}/file`,
    procedure: "sweeps.exportFile",
    summary: "Write a launched sweep as a config.yaml of Factual-DPO",
    words: WORDS,
    answers: writtenSweepFileAnswer,
  }),
];
