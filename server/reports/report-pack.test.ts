import { eq } from "drizzle-orm";
import { strFromU8, unzipSync } from "fflate";
import Papa from "papaparse";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { assessment } from "@/db/schema/assessments";
import { auditEntry } from "@/db/schema/audit";
import { campaignReviewer } from "@/db/schema/campaigns";
import { WRONG_NOTE } from "@/db/testing/sampled-round";
import { verifyAudit } from "../audit/verify-audit";
import { createStudyRig, type StudyRig } from "../studies/testing/study-rig";
import { exportQuotedPack, exportReport } from "./export-report";
import { launchTwoSeeds, playTwoSeeds } from "./testing/two-seeds";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let rig: StudyRig;
let study: string;
const project = "p";
const asAda = () => rig.as(rig.ada).reports;

beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
  study = await launchTwoSeeds(rig);
  await playTwoSeeds(rig);
  const { digest } = await asAda().previewStudy({ project, study });
  await asAda().freezeStudy({ project, study, digest });
});
afterAll(() => rig.end());

const filesOf = async (report: string) => {
  const { bytes } = await exportReport(rig.db, { projectId: project, reportId: report, viewer: rig.ada }, "pack");
  return unzipSync(bytes);
};
const newest = async () => (await asAda().list({ project, study })).items[0]?.id ?? "";

test("the pack holds every reading under R1 without a text, and no file names a reader or a patient", async () => {
  const files = await filesOf(await newest());
  const marks = strFromU8(files["marks.csv"] ?? new Uint8Array());
  const { data } = Papa.parse<Record<string, string>>(marks, { header: true, skipEmptyLines: true });
  expect(new Set(data.map(({ reader }) => reader))).toEqual(new Set(["R1"]));
  expect(new Set(data.map((row) => row.case)).size).toBe(await rig.db.$count(assessment, eq(assessment.current, true)));
  expect(Object.keys(data[0] ?? {})).not.toContain("text");
  const readers = await rig.db.select({ name: campaignReviewer.name }).from(campaignReviewer);
  const words = ["gout", "Doctor:", "patient 1", ...readers.map(({ name }) => name)];
  const written = Object.entries(files).filter(([name]) => /\.(csv|txt|json|tex|svg)$/.test(name));
  for (const [name, bytes] of written) {
    for (const word of words)
      expect(`${name} ${strFromU8(bytes).includes(word)} ${word}`).toBe(`${name} false ${word}`);
  }
});

test("texts are in it only where they were asked for, and the chain says who did", async () => {
  const of = { projectId: project, reportId: await newest(), viewer: rig.ada };
  const { bytes } = await exportQuotedPack(rig.services, of);
  const marks = strFromU8(unzipSync(bytes)["marks.csv"] ?? new Uint8Array());
  expect(marks.split("\r\n")[0]).toMatch(/text,comment,corrected$/);
  const { data } = Papa.parse<Record<string, string>>(marks, { header: true, skipEmptyLines: true });
  const placed = data.filter(({ kind, start }) => kind === "error" && start !== "");
  expect(placed.length).toBeGreaterThan(0);
  for (const { text, start, end } of placed) expect(text).toBe(WRONG_NOTE.slice(Number(start), Number(end)));
  const [told] = await rig.db.select().from(auditEntry).where(eq(auditEntry.action, "report.export_quotes"));
  expect(told).toMatchObject({ actorId: "ada", subject: "report", subjectId: of.reportId });
  expect((await verifyAudit(rig.db, [])).findings).toEqual([]);
});

test("readings that changed since leave the marks out, and say so", async () => {
  const [row] = await rig.db.select().from(assessment).where(eq(assessment.current, true)).limit(1);
  await rig.db
    .update(assessment)
    .set({ current: false })
    .where(eq(assessment.id, row?.id ?? ""));
  const files = await filesOf(await newest());
  expect(files["marks.csv"]).toBeUndefined();
  expect(strFromU8(files["README.txt"] ?? new Uint8Array())).toContain("No marks: Readings of its rounds changed");
  await rig.db
    .update(assessment)
    .set({ current: true })
    .where(eq(assessment.id, row?.id ?? ""));
});
