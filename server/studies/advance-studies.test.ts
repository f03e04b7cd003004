import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { run } from "@/db/schema/runs";
import { verifyAudit } from "../audit/verify-audit";
import { advanceStudies } from "./advance-studies";
import { createStudyRig, type StudyRig } from "./testing/study-rig";

vi.setConfig({ testTimeout: 60_000 });

let rig: StudyRig;
beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
});
afterAll(() => rig.database.drop());

test("a gate that passes ends the study, and nothing is trained", async () => {
  const { studyId, nodes } = await rig.launch({ name: "Good" });
  expect(nodes).toEqual([
    ...["notes", "base", "sft", "write", "write-before", "read-1", "gate-1", "pairs"],
    ...["train", "write-after", "kept", "read-2", "gate-2", "before-after"],
  ]);
  await rig.playOn();
  expect(await rig.states(studyId)).toMatchObject({
    ...{ notes: "done", base: "done", sft: "done", write: "done", "write-before": "done", "read-1": "done" },
    ...{ "gate-1": "done pass", pairs: "skipped", train: "skipped", "before-after": "skipped" },
  });
  const gate = await rig.nodeOf(studyId, "gate-1");
  expect(gate.why).toBe("Readers were simulated; no person decided.");
  expect(gate.headline?.replaceAll("\u00a0", " ")).toBe("0.0 % (0.0–13.9), 20 notes");
});
