import { z } from "zod";

const logLineAnswer = z
  .object({
    number: z.number().describe("From 1, without holes."),
    time: z.number().describe("Seconds since 1970."),
    stream: z.enum(["stdout", "stderr", "log"]),
    level: z.enum(["debug", "info", "warning", "error"]),
    text: z.string(),
    attempt: z.number(),
  })
  .meta({ id: "LogLine" });

export const logAnswer = z
  .object({
    items: z.array(logLineAnswer),
    total: z.number().describe("Lines of the run in all."),
    matching: z
      .number()
      .nullable()
      .describe(
        "Lines that the query and the level leave; null in further pages of a search, as the first one told it.",
      ),
    firstError: z.number().nullable().describe("Number of the first line with level error."),
  })
  .meta({ id: "LogPage" });
