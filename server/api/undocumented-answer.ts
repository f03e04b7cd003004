import type { z } from "zod";

/** A procedure gave what the document does not say. Places only: the values may be anybody's texts. */
export class UndocumentedAnswer extends Error {
  constructor(operation: string, error: z.ZodError) {
    const places = error.issues.slice(0, 5).map((issue) => issue.path.join("."));
    super(`The answer of ${operation} is not as documented at ${places.join(", ")}.`);
    this.name = "UndocumentedAnswer";
  }
}
