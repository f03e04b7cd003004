import { expect, test } from "vitest";
import { pinnedLefts } from "./column-frame";
import { stripScale } from "./group-cell";
import { withoutSeed } from "./group-row";
import { columnOf, groupingOf } from "./run-columns";
import { insertColumn, moveColumn, placeColumns, readChoices, withSorted } from "./use-run-layout";

const choices = ["state", "name", "stage", "cost"].map((id) => ({ id, pinned: id === "name" }));
const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id).join(" ");

test("pinned columns come first and stay behind each other", () => {
  const placed = placeColumns([...choices, { id: "tags", pinned: true, width: 200 }, { id: "gone" }]);
  expect(ids(placed)).toBe("name tags state stage cost");
  expect([...pinnedLefts(placed)]).toEqual([
    ["name", 36],
    ["tags", 36 + 236],
  ]);
});

test("columns move among those that are pinned as they are", () => {
  expect(ids(moveColumn(choices, "stage", -1))).toBe("name stage state cost");
  expect(ids(moveColumn(choices, "state", -1))).toBe("name state stage cost");
  expect(ids(moveColumn(choices, "cost", 1))).toBe("name state stage cost");
  expect(ids(moveColumn(choices, "state", 2))).toBe("name stage cost state");
});

test("a new column stands after its like, else after the name", () => {
  const once = insertColumn(choices, "config.lora.rank");
  expect(ids(once)).toBe("state name config.lora.rank stage cost");
  expect(ids(insertColumn(once, "metric.train/loss"))).toBe("state name config.lora.rank metric.train/loss stage cost");
});

test("what is sorted by is shown even if nobody chose it", () => {
  const placed = placeColumns(choices);
  expect(ids(withSorted(placed, "metric.train/loss:min"))).toBe("name metric.train/loss:min state stage cost");
  expect(withSorted(placed, "cost")).toBe(placed);
  expect(withSorted(placed, "created")).toBe(placed);
});

test("what another version or hand stored counts as nothing", () => {
  expect(readChoices("")).toBeNull();
  expect(readChoices("{")).toBeNull();
  expect(readChoices("[]")).toBeNull();
  expect(readChoices('[{"name":"x"}]')).toBeNull();
  expect(readChoices('[{"id":"name","width":90}]')).toEqual([{ id: "name", width: 90 }]);
});

test("configs, metrics and own fields are columns, other words are not", () => {
  expect(columnOf("metric.a/b:max")).toMatchObject({ title: "a/b max", sort: "metric.a/b:max" });
  expect(columnOf("config.x.y")).toMatchObject({ title: "x.y" });
  expect([columnOf("replicates"), columnOf("nonsense")]).toEqual([null, null]);
  const grouping = ["tags", "config.x", "metric.x", "name", "stage"]
    .flatMap((id) => columnOf(id) ?? [])
    .map(groupingOf);
  expect(grouping).toEqual(["tag", "config.x", null, null, "stage"]);
});

test("a strip's scale spans all groups of a column, and one value has room around it", () => {
  const cell = (min: number | null, max: number | null) => ({
    kind: "numbers" as const,
    n: 1,
    mean: min,
    sd: null,
    min,
    max,
    points: [],
  });
  expect(stripScale([cell(1, 3), cell(2, 7), cell(null, null), undefined])).toEqual([1, 7]);
  expect(stripScale([cell(2, 2)])).toEqual([1, 3]);
  expect(stripScale([])).toBeNull();
});

test("a group of seeds is called by what its runs share", () => {
  expect(withoutSeed("sft r16 · lr 0.0003 · seed 5")).toBe("sft r16 · lr 0.0003");
  expect(withoutSeed("tune_seed=12")).toBe("tune");
  expect(withoutSeed("seed 4")).toBe("seed 4");
  expect(withoutSeed("seedling")).toBe("seedling");
});
