import { createHash } from "node:crypto";
import { DomainError } from "../errors";
import { type CheckAnswer, type CheckServices, checkRun } from "./check-run";
import type { LaunchRequest } from "./launch-request";

const KEPT_MILLISECONDS = 10 * 60_000;
const KEPT_MOST = 200;

type Checked = { at: number; answer: CheckAnswer };
type Request = Pick<LaunchRequest, "stage" | "config" | "inputs">;

const kept = new Map<string, Checked>();

function keyOf(projectId: string, { stage, config, inputs }: Request): string {
  return createHash("sha256")
    .update(JSON.stringify([projectId, stage, config, inputs]))
    .digest("hex");
}

/** Checks, and remembers the answer for the launch that usually follows. */
export async function checkRequest(services: CheckServices, projectId: string, request: Request): Promise<CheckAnswer> {
  const answer = await checkRun(services, projectId, request);
  kept.set(keyOf(projectId, request), { at: Date.now(), answer });
  for (const [key, { at }] of kept) if (kept.size > KEPT_MOST || Date.now() - at > KEPT_MILLISECONDS) kept.delete(key);
  return answer;
}

/** Refuses a launch that a check blocks; what was checked a moment ago is not checked twice. */
export async function requireChecked(services: CheckServices, projectId: string, request: Request): Promise<void> {
  const before = kept.get(keyOf(projectId, request));
  const fresh = before && Date.now() - before.at < KEPT_MILLISECONDS;
  const { checks } = fresh ? before.answer : await checkRequest(services, projectId, request);
  const blocks = checks.filter((check) => check.state === "block");
  if (blocks.length === 0) return;
  const problems = blocks.map(({ field, detail, remedy, title }) => ({
    where: field ?? title,
    what: detail,
    ...(remedy ? { remedy } : {}),
  }));
  throw new DomainError("Validation", blocks.map((check) => check.detail).join(" "), problems);
}
