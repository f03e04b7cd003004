import { expect, test } from "vitest";
import { type Actor, MATRIX_PROJECTS } from "./actors";
import { formatMatrix, summariseMatrix } from "./format-matrix";
import type { Observation } from "./observation";

const actors: Actor[] = ["nobody", "admin"].map((name) => ({ name, by: "nothing", person: null, roles: {} }));
const seen: Observation[] = ["runs.list", "x"].flatMap((door) =>
  actors.flatMap(({ name: actor }) =>
    MATRIX_PROJECTS.map((project) => {
      const expected = actor === "admin" && project === "own";
      return { door, access: "project.read" as const, actor, project, expected, opened: expected || door === "x" };
    }),
  ),
);

test("what opens wrongly stands out, and is counted", () => {
  const [head, first, second] = formatMatrix(seen, actors).split("\n");
  expect(head).toMatch(/for +own +foreign +missing/);
  expect(first).toBe("runs.list  project.read  ·+  ··  ··");
  expect(second).toBe("x          project.read  A+  AA  AA");
  expect(summariseMatrix("procedures", seen)).toBe(
    "2 procedures x 2 actors x 3 projects = 12 asked: let in 7, refused 5, wrong allows 5, wrong refusals 0",
  );
  const shut = seen.map((each) => ({ ...each, opened: false }));
  expect(summariseMatrix("procedures", shut)).toContain("wrong allows 0, wrong refusals 2");
});
