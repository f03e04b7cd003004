import { spawnSync } from "node:child_process";
import { beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import type { ReferenceField, ReferenceOperation } from "@/domain/api/reference";
import { TEST_PYTHON } from "../../testing/test-python";
import { openApiDocument } from "../openapi-document";
import { OPERATIONS } from "../operations";
import { describeGroup, describeSections } from "./describe-reference";
import { exampleFields, exampleRequest } from "./example-request";

let operations: ReferenceOperation[];
beforeAll(() => {
  vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
  operations = describeSections().flatMap(({ slug }) => describeGroup(slug)?.operations ?? []);
});

const find = (id: string) => operations.find((operation) => operation.id === id);
const named = (fields: readonly ReferenceField[] = [], ...path: string[]): ReferenceField | undefined => {
  const [name, ...rest] = path;
  const found = fields.find((field) => field.name === name);
  return rest.length > 0 ? named(found?.fields, ...rest) : found;
};

test("every operation stands in one chapter", () => {
  expect(operations.map(({ id }) => id).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
  expect(describeSections().map(({ slug }) => slug)).not.toContain("more");
  expect(describeGroup("dreams")).toBeNull();
});

test.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
  "the example of %s is a request that its own fields take",
  (_, operation) => {
    const read = z.strictObject({ ...operation.fields }).safeParse(exampleFields(operation));
    expect(read.success ? [] : read.error.issues).toEqual([]);
    expect(exampleRequest(operation).path).not.toContain("undefined");
  },
);

test("the examples are Python and shell", () => {
  const scripts = JSON.stringify(operations.map(({ python }) => python));
  const check = "import ast, json, sys\nfor script in json.load(sys.stdin): ast.parse(script)";
  const python = spawnSync(TEST_PYTHON, ["-c", check], { input: scripts, encoding: "utf8" });
  expect(python.stderr).toBe("");
  const shell = spawnSync("bash", ["-n"], { input: operations.map(({ curl }) => curl).join("\n"), encoding: "utf8" });
  expect(shell.stderr).toBe("");
});

test("examples quote what a shell would read otherwise", () => {
  expect(find("runs.list")?.curl).toContain("--data-urlencode 'filter=stage = sft and metric.train/loss < 0.6'");
  expect(find("runs.cancel")?.curl).toContain("curl -X POST");
  expect(find("runs.launch")?.curl).toContain("Idempotency-Key");
  expect(find("runs.launch")?.python).toContain('"config": {"epochs": 1, "learningRate": 0.0002}');
  expect(find("charts.archive")?.python).toContain('"archived": True');
});

test("fields are told with what is inside of them", () => {
  const list = find("runs.list");
  expect(named(list?.query, "limit")).toMatchObject({ type: "integer", default: "100", required: false });
  expect(named(list?.answer, "items")?.type).toBe("list of RunRow");
  expect(named(list?.answer, "items")?.shapes).toEqual(["RunRow"]);
  expect(list?.answerShape).toBe("RunPage");
  expect(named(find("runs.launch")?.body, "inputs", "datasetVersionId")?.type).toBe("string");
  expect(find("datasets.import")?.takes).toContain("multipart/form-data");
  expect(find("artifacts.download")).toMatchObject({ gives: ["application/octet-stream"], answer: [] });
  expect(find("tokens.create")).toMatchObject({ scope: "admin", repeatable: true, status: 201 });
});

test("a shape is told once for its page, with everything that it leads to", () => {
  const shapes = describeGroup("runs")?.shapes ?? [];
  const shape = (name: string) => shapes.find((each) => each.name === name)?.fields;
  expect(new Set(shapes.map(({ name }) => name)).size).toBe(shapes.length);
  expect(named(shape("RunRow"), "state")?.type).toContain('"waiting" | "queued"');
  expect(named(shape("RunRow"), "createdAt")?.type).toBe("time");
  expect(named(shape("RunRow"), "failure")).toMatchObject({ type: "RunFailure or null", shapes: ["RunFailure"] });
  expect(named(shape("RunFailure"), "reason")?.type).toBe("string");
  expect(named(shape("RunInput"), "kind")?.type).toBe('"dataset" | "model" | "run"');
  expect(named(shape("Estimate"), "interval", "low")?.type).toBe("number");
  const keys = describeGroup("metrics")?.shapes.find(({ name }) => name === "MetricKey")?.fields;
  expect(named(keys, "last")?.type).toContain('"NaN"');
});

test("the document names every field of every request, with words", () => {
  const silent = operations.flatMap(({ id, inPath, query, body }) =>
    [...inPath, ...query, ...body].filter(({ description }) => !description).map(({ name }) => `${id} ${name}`),
  );
  expect(silent).toEqual([]);
  expect(openApiDocument().openapi).toBe("3.1.1");
});
