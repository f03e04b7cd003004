import { open } from "node:fs/promises";
import type { z } from "zod";
import { objectPath } from "../artifacts/artifact-objects";
import { DomainError } from "../errors";

/** The table that a run of stage `rewrite` leaves; runners/contract/rewrites.py says what stands in it. */
export const REWRITE_TABLE = "rewrites.jsonl";

/** Line by line, as each is shaped. */
export async function* readRewriteLines<Row>(
  home: string,
  digest: string,
  schema: z.ZodType<Row>,
): AsyncGenerator<Row> {
  const file = await open(objectPath(home, digest));
  try {
    let number = 0;
    for await (const line of file.readLines()) {
      number += 1;
      if (line.trim() === "") continue;
      const row = schema.safeParse(parseLine(line));
      if (!row.success) throw new DomainError("Validation", `Line ${number} of the table of rewrites is none.`);
      yield row.data;
    }
  } finally {
    await file.close();
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
