import { expect, test } from "vitest";
import { assignBalanced, assignFixed } from "./assign-readers";
import { designSchema } from "./design";
import { createDraw } from "./draw";
import { allocate, drawSample } from "./draw-sample";
import { handOver, takeShare } from "./hand-over";
import { namesModel } from "./model-words";
import { planTurns, type RoundCase } from "./round-cases";
import { spreadOrder } from "./spread-order";

const many = (count: number) => Array.from({ length: count }, (_, place) => place);
const distanceIn = (order: readonly { item: string }[]) => {
  const last = new Map<string, number>();
  let least = Number.POSITIVE_INFINITY;
  for (const [place, { item }] of order.entries()) {
    if (last.has(item)) least = Math.min(least, place - (last.get(item) ?? 0));
    last.set(item, place);
  }
  return least;
};

test("arms of one item stand as far apart as asked, in an order that the seed decides", () => {
  const cases = many(200).map((place) => ({ item: `item ${place % 100}`, id: place }));
  for (let seed = 0; seed < 30; seed++) {
    const order = spreadOrder(cases, 20, createDraw(seed, "order"));
    expect(new Set(order.map(({ id }) => id)).size).toBe(200);
    expect(distanceIn(order)).toBeGreaterThanOrEqual(20);
  }
});

test("where too few others are between them, all are there still, as far apart as it goes", () => {
  const cases = many(6).map((place) => ({ item: `item ${place % 3}`, id: place }));
  const order = spreadOrder(cases, 20, createDraw(1, "order"));
  expect(new Set(order.map(({ id }) => id)).size).toBe(6);
  expect(distanceIn(order)).toBe(3);
  expect(spreadOrder([], 5, createDraw(1, "order"))).toEqual([]);
});

test("shares are whole, none above what there is, and they add up", () => {
  expect(
    allocate(
      [
        { size: 50, factor: 1 },
        { size: 30, factor: 1 },
        { size: 20, factor: 1 },
      ],
      10,
    ),
  ).toEqual([5, 3, 2]);
  expect(
    allocate(
      [
        { size: 90, factor: 1 },
        { size: 10, factor: 9 },
      ],
      20,
    ),
  ).toEqual([10, 10]);
  expect(
    allocate(
      [
        { size: 90, factor: 1 },
        { size: 4, factor: 50 },
      ],
      20,
    ),
  ).toEqual([16, 4]);
  expect(
    allocate(
      [
        { size: 1, factor: 1 },
        { size: 1, factor: 1 },
      ],
      5,
    ),
  ).toEqual([1, 1]);
});

test("weights undo the oversampling: the weighted share of a stratum is its share of the frame", () => {
  const strata = many(1_000).map((place) => (place < 50 ? "rare" : "usual"));
  const sampling = { how: "stratified" as const, size: 100, strata: "section" as const, oversample: { rare: 10 } };
  const drawn = drawSample(1_000, strata, { sampling, seed: 4 });
  const rare = drawn.filter(({ stratum }) => stratum === "rare");
  expect(rare.length).toBeGreaterThan(30);
  const weigh = (some: typeof drawn) => some.reduce((sum, { weight }) => sum + weight, 0);
  expect(weigh(rare) / weigh(drawn)).toBeCloseTo(0.05);
  expect(weigh(drawn)).toBeCloseTo(100);
});

test("balanced turns follow the hours, and every pair of readers shares about as many", () => {
  const readers = [
    { id: "a", hours: 2 },
    { id: "b", hours: 1 },
    { id: "c", hours: 1 },
  ];
  const items = many(400).map((place) => ({ item: `${place}`, cases: 1, readings: place < 120 ? 2 : 1 }));
  const assigned = assignBalanced(items, readers, 5);
  const load = (id: string) => [...assigned.values()].filter((taken) => taken.includes(id)).length;
  expect(load("a") + load("b") + load("c")).toBe(520);
  expect(load("a")).toBeGreaterThan(240);
  expect(load("a")).toBeLessThan(280);
  const pairs = new Map<string, number>();
  for (const taken of assigned.values()) {
    if (taken.length === 2) pairs.set(taken.sort().join(), (pairs.get(taken.sort().join()) ?? 0) + 1);
  }
  for (const shared of pairs.values()) expect(Math.abs(shared - 40)).toBeLessThanOrEqual(4);
});

test("fixed turns are blocks in the sample's order", () => {
  const items = many(10).map((place) => ({ item: `${place}`, cases: 1, readings: place === 0 ? 2 : 1 }));
  const assigned = assignFixed(items, [
    { id: "a", hours: 3 },
    { id: "b", hours: 2 },
  ]);
  expect(many(10).map((place) => assigned.get(`${place}`)?.join("+"))).toEqual([
    "a+b",
    "a",
    "a",
    "a",
    "a",
    "a",
    "b",
    "b",
    "b",
    "b",
  ]);
});

test("a repeat goes to who reads its case, controls to all, practice first, and a queue has neither samples nor controls", () => {
  const sample = many(40).map((place) => ({
    id: `s${place}`,
    item: `i${place}`,
    kind: "sample",
    readings: 1,
    repeatOf: null,
  }));
  const extra = [
    { id: "r0", item: "i0", kind: "repeat", readings: 1, repeatOf: "s0" },
    { id: "p", item: "p", kind: "practice", readings: 1, repeatOf: null },
    { id: "x", item: "x", kind: "planted", readings: 1, repeatOf: null },
  ];
  const cases = [...sample, ...extra] as RoundCase[];
  const readers = [
    { id: "a", hoursPerWeek: null },
    { id: "b", hoursPerWeek: null },
  ];
  const design = designSchema.parse({ overlap: 0, distance: 5 });
  const turns = planTurns({ cases, readers }, design);
  const of = (caseId: string) => turns.filter((turn) => turn.caseId === caseId).map(({ readerId }) => readerId);
  expect(of("r0")).toEqual(of("s0"));
  expect(of("x").sort()).toEqual(["a", "b"]);
  expect(turns.filter(({ position }) => position === 0).map(({ caseId }) => caseId)).toEqual(["p", "p"]);
  const orders = ["a", "b"].map((id) => turns.filter(({ readerId }) => readerId === id).map(({ caseId }) => caseId));
  expect(orders[0]).not.toEqual([...(orders[0] ?? [])].sort());
  const queued = planTurns({ cases, readers }, { ...design, assignment: "queue" });
  expect(new Set(queued.map(({ caseId }) => caseId))).toEqual(new Set(["p"]));
});

test("who leaves hands over to whoever waits least and has not the item; who comes takes her share", () => {
  const items = many(4).map((place) => ({ item: `${place}`, cases: 1 }));
  const given = handOver(items, [
    { id: "a", hours: 1, load: 2, items: new Set(["3"]) },
    { id: "b", hours: 1, load: 0, items: new Set(["3"]) },
  ]);
  expect([...given]).toEqual([
    ["0", "b"],
    ["1", "b"],
    ["2", "a"],
    ["3", null],
  ]);
  const movable = (begin: number, count: number) =>
    many(count).map((place) => ({ item: `${begin + place}`, cases: 1 }));
  const givers = [
    { id: "a", hours: 1, load: 20, movable: movable(0, 18) },
    { id: "b", hours: 1, load: 10, movable: movable(100, 10) },
  ];
  const taken = takeShare({ hours: 1, items: new Set(["0"]) }, givers, createDraw(1, "join"));
  expect(taken).toHaveLength(10);
  expect(taken.filter(({ from }) => from === "a")).toHaveLength(10);
  expect(taken.map(({ item }) => item)).not.toContain("0");
});

test.each([
  ["Clinic letters, round 1", null],
  ["Vertebra T5 and baseline visits", null],
  ["Letters of GPT-4o", "gpt"],
  ["Letters of llama3", "llama3"],
  ["After DPO", "dpo"],
  ["Compare r16 drafts", "r16"],
  ["sft R16 drafts", "sft r16"],
])("a title: %s", (title, told) => expect(namesModel(title, ["sft r16", "smollm2-135m"])).toBe(told));
