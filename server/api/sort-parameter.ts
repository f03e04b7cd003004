import { z } from "zod";

/** `started.asc`, as in the address of the table; without a direction, descending. */
export const sortParameter = z
  .string()
  .min(1)
  .max(300)
  .transform((text) => {
    const [, by, direction] = /^(.+?)(?:\.(asc|desc))?$/s.exec(text) ?? [];
    return { by: by ?? text, direction: direction === "asc" ? "asc" : "desc" };
  })
  .optional()
  .describe("What to sort by, with `.asc` or `.desc`: `created.desc`, `metric.train/loss:min.asc`.");
