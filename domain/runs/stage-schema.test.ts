import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { stageSchema } from "./stage-schema";

const folder = "runners/schemas/stages";
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe("schemas of stages", () => {
  test.each(files)("%s has the shape that the launch form reads", (name) => {
    const parsed = stageSchema.safeParse(JSON.parse(readFileSync(`${folder}/${name}`, "utf8")));
    expect(parsed.error?.issues).toBeUndefined();
    expect(parsed.data?.stage).toBe(name.replace(".json", ""));
  });
});
