import type { Database, Sql } from "../database";

/** Ids are numbered, so that a scenario has the same addresses each time. */
export type Seed = { db: Database; sql: Sql; projectId: string; userId: string; now: Date };

export function seedId(...parts: (string | number)[]): string {
  return `seed-${parts.join("-")}`;
}

export const secondsBefore = (time: Date, seconds: number): Date => new Date(time.getTime() - seconds * 1000);
