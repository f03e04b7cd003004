import { expect, test } from "vitest";
import { clinicalLoop } from "./clinical-loop";
import { type ClinicalLoopInput, clinicalLoopSchema } from "./loop-settings";
import { edgesOf, NODE_CONFIGS } from "./node-plan";
import { trainingPlans } from "./plan-training";
import { descendantsOf, isReady } from "./readiness";

const settingsOf = (more: Partial<ClinicalLoopInput> = {}) =>
  clinicalLoopSchema.parse({
    ...{
      name: "Loop",
      notesVersionId: "v",
      readers: { kind: "simulated", skills: [{ sensitivity: 1, specificity: 1 }] },
    },
    ...more,
  });
const planOf = (more: Partial<ClinicalLoopInput> = {}) => clinicalLoop(settingsOf(more), "Tiny");
const runsOf = (plans: ReturnType<typeof planOf>, key: string) =>
  NODE_CONFIGS.sweep.parse(plans.find((plan) => plan.key === key)?.config).runs;

test("every node reads what a node before it makes", () => {
  const plans = planOf({ generate: { samples: 3 }, pairs: { rewrite: { config: {} } }, training: { seeds: [1, 2] } });
  const seen = new Set<string>();
  for (const plan of plans) {
    for (const { fromKey } of edgesOf(plan)) expect(seen).toContain(fromKey);
    seen.add(plan.key);
  }
});

test("asked to, the untuned model writes the same confirming notes, which no reader is shown", () => {
  expect(planOf().map(({ key }) => key)).not.toContain("write-base");
  const plans = planOf({ sft: { compare: true } });
  const [base, tuned] = [runsOf(plans, "write-base")[0], runsOf(plans, "write-before")[0]];
  expect([base?.inputs.model, tuned?.inputs.model]).toEqual([
    { node: "base", made: "model" },
    { node: "sft", made: "model" },
  ]);
  expect([base?.config, base?.seed, base?.inputs.dataset]).toEqual([tuned?.config, tuned?.seed, tuned?.inputs.dataset]);
  expect(runsOf(plans, "gain")[0]?.inputs).toEqual({
    generations: { node: "write-before", made: "notes" },
    baseline: { node: "write-base", made: "notes" },
  });
  const readByPeople = plans.flatMap(({ kind, config }) =>
    kind === "campaign" ? NODE_CONFIGS.campaign.parse(config).reads.map(({ node }) => node) : [],
  );
  expect(readByPeople).not.toContain("write-base");
});

test("only models of the Δ that was chosen before are read again, one a seed", () => {
  const plans = planOf({ training: { deltas: [0, 10, 20], seeds: [1, 2], confirmDelta: 20 } });
  expect(runsOf(plans, "train")).toHaveLength(6);
  expect(runsOf(plans, "write-after").map(({ made }) => made)).toEqual(["delta20-seed1", "delta20-seed2"]);
  expect(runsOf(plans, "train").map(({ name }) => name)[4]).toBe("FactualDPO_Tiny_delta20_seed1");
});

test("several trainings share one stored reference; one measures its own", () => {
  const many = runsOf(planOf({ training: { deltas: [0, 10] } }), "train");
  expect(many[0]?.inputs.reference).toEqual({ node: "reference", made: "run" });
  const alone = planOf();
  expect(alone.map(({ key }) => key)).not.toContain("reference");
  expect(runsOf(alone, "train")[0]?.inputs).not.toHaveProperty("reference");
});

test("confirming notes are written alike before and after, and read in the second round alone", () => {
  const plans = planOf();
  const [before, after] = [runsOf(plans, "write-before")[0], runsOf(plans, "write-after")[0]];
  expect([after?.config, after?.seed, after?.inputs.dataset]).toEqual([
    before?.config,
    before?.seed,
    before?.inputs.dataset,
  ]);
  const roundOf = (key: string) => NODE_CONFIGS.campaign.parse(plans.find((plan) => plan.key === key)?.config);
  expect(roundOf("read-1").reads).toEqual([{ node: "write", made: "notes" }]);
  expect(roundOf("read-2").reads.map(({ node }) => node)).toEqual(["write-before", "write-after"]);
  expect(roundOf("read-2").design.distance).toBe(20);
});

test("where the second gate fails, one more epoch from the same start comes after it", () => {
  const [train] = trainingPlans(settingsOf(), { shortName: "Tiny", turn: 1 });
  expect(train).toMatchObject({ key: "train-more-1", after: [{ gate: "gate-2", verdicts: ["fail"] }] });
  expect(NODE_CONFIGS.sweep.parse(train?.config).runs[0]?.config).toMatchObject({ epochs: 3 });
});

test("rewrites of references are learned from by the prompt that the study writes by, or the one it names", () => {
  const promptOf = (more: Partial<ClinicalLoopInput>) =>
    NODE_CONFIGS.pairs.parse(planOf(more).find(({ key }) => key === "pairs")?.config).recipe.referencePrompt;
  const generate = { config: { prompt: "Note: {source}" } };
  const recipe = { origins: ["rewrite" as const], referencePrompt: "Named: {source}" };
  expect([promptOf({}), promptOf({ generate }), promptOf({ generate, pairs: { recipe } })]).toEqual([
    ...[null, "Note: {source}", "Named: {source}"],
  ]);
});

test("people's gates move on by a signature, whatever was asked for", () => {
  const readers = { kind: "people" as const, people: [{ userId: "ada" }] };
  const gateOf = (more: Partial<ClinicalLoopInput>) =>
    NODE_CONFIGS.gate.parse(planOf(more).find(({ key }) => key === "gate-1")?.config).signature;
  expect([gateOf({ readers, signature: false }), gateOf({}), gateOf({ signature: true })]).toEqual([true, false, true]);
});

test("a node waits for all it reads, is skipped where a gate leads elsewhere, and says why", () => {
  const node = (
    key: string,
    state: "done" | "failed" | "waiting" | "skipped",
    verdict: "pass" | "fail" | null = null,
  ) => [key, { key, title: key, state, verdict }] as const;
  const edge = (fromKey: string, verdicts: ("fail" | "pass")[] = []) => ({ fromKey, toKey: "x", name: "n", verdicts });
  const look = (...nodes: ReturnType<typeof node>[]) =>
    isReady("x", new Map(nodes), [edge("a"), edge("gate", ["fail"])]);
  expect(look(node("a", "done"), node("gate", "done", "fail"))).toEqual({ state: "ready" });
  expect(look(node("a", "failed"), node("gate", "done", "fail"))).toEqual({
    ...{ state: "wait", why: "Waits for “a”, which failed." },
  });
  expect(look(node("a", "waiting"), node("gate", "done", "pass"))).toEqual({ state: "skip", why: "“gate” said pass." });
  expect(look(node("a", "skipped"), node("gate", "waiting"))).toMatchObject({ state: "skip" });
  expect([...descendantsOf("a", [edge("a"), { fromKey: "x", toKey: "y" }])]).toEqual(["a", "x", "y"]);
});
