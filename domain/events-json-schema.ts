import { z } from "zod";
import { runnerEventSchema } from "./runner-events";

export const EVENTS_SCHEMA_FILE = "runners/schemas/events.json";

/** The events as JSON Schema 2020-12, as the Python side validates them in its tests. */
export function eventsJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(runnerEventSchema, { io: "input" }), null, 2)}\n`;
}
