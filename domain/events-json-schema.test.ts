import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EVENTS_SCHEMA_FILE, eventsJsonSchema } from "./events-json-schema";
import { runnerEventSchema } from "./runner-events";

type Case = { name: string; event: Record<string, unknown> };
type Cases = { accepted: Case[]; refused: Case[] };

const cases: Cases = JSON.parse(readFileSync("runners/schemas/fixtures/events.json", "utf8"));

describe("events of runners", () => {
  test("the committed JSON Schema is the one that zod gives; `npx tsx domain/write-events-schema.ts` renews it", () => {
    expect(readFileSync(EVENTS_SCHEMA_FILE, "utf8")).toBe(eventsJsonSchema());
  });

  test.each(cases.accepted)("$name is accepted", ({ event }) => {
    expect(runnerEventSchema.safeParse(event).error).toBeUndefined();
  });

  test.each(cases.refused)("$name is refused", ({ event }) => {
    expect(runnerEventSchema.safeParse(event).success).toBe(false);
  });

  test("every type of event is among the accepted", () => {
    const types = new Set(cases.accepted.map(({ event }) => event.type));
    expect([...types].sort()).toEqual(runnerEventSchema.options.map((option) => option.shape.type.value).sort());
  });
});
