import { z } from "zod";
import type { Given } from "./operation";

/** A page of what the database counts off: to the caller a text like every other cursor. */
export const offsetCursor = z
  .string()
  .regex(/^\d{1,9}$/, "This is no cursor of this list.")
  .optional();

export const readOffset = (cursor: unknown): number => Number(cursor ?? 0);

export function nextOffset(given: Given, shown: number, total: number): string | null {
  const next = readOffset(given.cursor) + shown;
  return shown > 0 && next < total ? String(next) : null;
}
