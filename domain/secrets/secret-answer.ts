import { z } from "zod";

export const secretAnswer = z
  .object({ name: z.string(), writtenAt: z.date(), writtenBy: z.string().nullable() })
  .meta({ id: "Secret", description: "Its name alone: a value is for runs, and never shown." });
