import { z } from "zod";

/** What an operation of the API answers when it does not do what was asked. */
export const ERROR_KINDS = [
  "BadRequest",
  "Unauthorized",
  "Forbidden",
  "NotFound",
  "MethodNotAllowed",
  "Conflict",
  "InvalidState",
  "LeaseLost",
  "TooLarge",
  "UnsupportedMediaType",
  "Validation",
  "TooManyRequests",
  "Unavailable",
  "Unforeseen",
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export const problemSchema = z.object({
  where: z.string().describe("The field, parameter or row."),
  what: z.string().describe("What is wrong with it."),
  remedy: z.string().optional().describe("What would make it right."),
});
export type ApiProblem = z.infer<typeof problemSchema>;

export const errorAnswer = z
  .object({
    error: z.object({
      kind: z.enum(ERROR_KINDS),
      message: z.string().describe("What happened, for a person."),
      problems: z.array(problemSchema).describe("One entry for each field or row; often empty."),
      id: z.string().describe("Names this answer in the log of the server."),
    }),
  })
  .meta({ id: "Error" });
export type ErrorAnswer = z.infer<typeof errorAnswer>;
