import { z } from "zod";

const WORDS = ["NaN", "Infinity", "-Infinity"] as const;

function sayNumber(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** A number as it was logged. JSON has no NaN and no infinities, so these three come as words. */
export const loggedNumber = z
  .custom<number>((value) => typeof value === "number")
  .transform(sayNumber)
  .meta({ override: { anyOf: [{ type: "number" }, { type: "string", enum: [...WORDS] }] } });
