import { writeFileSync } from "node:fs";
import { EVENTS_SCHEMA_FILE, eventsJsonSchema } from "./events-json-schema";

writeFileSync(EVENTS_SCHEMA_FILE, eventsJsonSchema());
