import { expect, test } from "vitest";
import { clinicalLoop } from "./clinical-loop";
import { FORK_PARTS, openParts } from "./fork-parts";
import { type ClinicalLoop, clinicalLoopSchema } from "./loop-settings";
import { edgesOf } from "./node-plan";
import { descendantsOf } from "./readiness";

const settings: ClinicalLoop = clinicalLoopSchema.parse({
  ...{
    name: "loop",
    notesVersionId: "v",
    readers: { kind: "simulated", skills: [{ sensitivity: 1, specificity: 1 }] },
  },
});

/** Of a study that is done: everything that does not stand on the node is kept. */
function keptAt(node: string): Set<string> {
  const plans = clinicalLoop(settings, "model");
  const anew = descendantsOf(node, plans.flatMap(edgesOf));
  return new Set(plans.map(({ key }) => key).filter((key) => !anew.has(key)));
}

test("the later the fork, the less it may say otherwise", () => {
  expect(openParts(settings, new Set())).toEqual([...FORK_PARTS]);
  expect(openParts(settings, keptAt("sft"))).toEqual([
    ...["fineTune", "writing", "samples", "reading", "undecided", "pairs", "training"],
  ]);
  expect(openParts(settings, keptAt("write"))).toEqual(["samples", "reading", "undecided", "pairs", "training"]);
  expect(openParts(settings, keptAt("read-1"))).toEqual(["reading", "undecided", "pairs", "training"]);
  expect(openParts(settings, keptAt("gate-1"))).toEqual(["undecided", "pairs", "training"]);
  expect(openParts(settings, keptAt("pairs"))).toEqual(["pairs", "training"]);
  expect(openParts(settings, keptAt("train"))).toEqual(["training"]);
  expect(openParts(settings, keptAt("read-2"))).toEqual([]);
});
