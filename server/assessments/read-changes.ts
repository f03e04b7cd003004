import { type AssessmentChange, assessmentChangeSchema } from "@/domain/assessments/assessment-change";
import { countedSeconds } from "@/domain/assessments/focus-seconds";
import type { Saved } from "@/domain/assessments/review-answer";
import { canonicalJson } from "../audit/canonical-json";

export type Refused = Saved["refused"][number];

/** What no text of the database can hold: NUL and halves of characters, as a paste may bring them. */
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function storable<Value>(value: Value): Value;
function storable(value: unknown): unknown {
  if (typeof value === "string") return value.replace(UNSTORABLE, "\ufffd");
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, storable(each)]));
}

const RELOAD = "Reload the page; what was saved before is there.";

/** Whether two deliveries under one id are the same change. */
export const sameChange = (one: Pick<AssessmentChange, "clock" | "body">, other: typeof one): boolean =>
  one.clock === other.clock && canonicalJson(one.body) === canonicalJson(other.body);

export const REUSED_ID = { reason: "Its id stands for another change already.", remedy: RELOAD };

/** What can be read of what was sent, each id once; one that cannot be read takes nothing else with it. */
export function readChanges(sent: readonly Readonly<Record<string, unknown>>[]) {
  const changes = new Map<string, AssessmentChange>();
  const refused: Refused[] = [];
  for (const each of sent) {
    const parsed = assessmentChangeSchema.safeParse(each);
    if (!parsed.success) {
      const where = [...new Set(parsed.error.issues.map(({ path }) => path.join(".") || "the change"))].join(", ");
      refused.push({ id: String(each.id ?? ""), reason: `It cannot be read: ${where}.`, remedy: RELOAD });
      continue;
    }
    const change = { ...parsed.data, body: storable(parsed.data.body), seconds: countedSeconds(parsed.data.seconds) };
    const known = changes.get(change.id);
    if (known && !sameChange(known, change)) refused.push({ id: change.id, ...REUSED_ID });
    else changes.set(change.id, known ?? change);
  }
  return { changes: [...changes.values()], refused };
}
