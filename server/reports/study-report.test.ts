import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { campaign, campaignReviewer } from "@/db/schema/campaigns";
import { report } from "@/db/schema/reports";
import { run } from "@/db/schema/runs";
import { studyMade } from "@/db/schema/studies";
import { addPerson } from "@/db/testing/evaluated-project";
import { listEstimates } from "@/domain/reports/list-estimates";
import { verifyAudit } from "../audit/verify-audit";
import { readStudyResult } from "../studies/read-study-result";
import { createStudyRig, type StudyRig } from "../studies/testing/study-rig";
import { digestOfReport } from "./report-subject";
import { launchTwoSeeds, playTwoSeeds } from "./testing/two-seeds";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let rig: StudyRig;
let study: string;
const project = "p";
const asAda = () => rig.as(rig.ada).reports;
const preview = () => asAda().previewStudy({ project, study });
const freeze = async (remark: string | null = null) =>
  asAda().freezeStudy({ project, study, digest: (await preview()).digest, remark });

beforeAll(async () => {
  rig = await createStudyRig({ test: 40 });
  study = await launchTwoSeeds(rig);
});
afterAll(() => rig.end());

describe("before there is an answer", () => {
  test("the preview says what is open, and nothing can be frozen", async () => {
    const { content, refusal, digest } = await preview();
    expect(content).toMatchObject({ standing: "interim", measures: [], verdict: { tone: "none" } });
    expect(content.standingWords).toContain("“First reading”");
    expect(refusal).toContain("no answer to freeze yet");
    expect(content.methods[0]?.sentences.at(-1)).toMatch(/^Planned and not done: .*“Train on pairs”/);
    expect(content.methods.flatMap(({ sentences }) => sentences).join(" ")).not.toMatch(/was trained|were read/);
    await expect(asAda().freezeStudy({ project, study, digest })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await rig.db.$count(report)).toBe(0);
  });
});

describe("of a study that ended", () => {
  beforeAll(() => playTwoSeeds(rig));

  test("holds every number of the result, and no other of it", async () => {
    const result = await readStudyResult(rig.services, { projectId: project, studyId: study });
    if (result.state !== "measured") throw new Error(result.reason);
    const told = result.sides.flatMap(({ before, after, difference, empty, watched }) => [
      ...[before, after, difference],
      ...(empty.asWrong ? [empty.asWrong.before, empty.asWrong.after, empty.asWrong.difference] : []),
      ...watched.flatMap(({ before: was, after: now, change }) => [was, now, change]),
    ]);
    const { content } = await preview();
    const shown = listEstimates({ measures: content.measures, rounds: [] });
    expect(shown).toEqual(JSON.parse(JSON.stringify([result.overSeeds, ...told, ...result.kept])));
    expect(content.measures.flatMap(({ rows }) => rows.map(({ p }) => p))).toEqual([
      result.overSeedsP,
      ...result.sides.flatMap(({ p, empty, watched }) => [
        p,
        ...(empty.asWrong ? [null] : []),
        ...watched.map(() => null),
      ]),
      ...result.kept.map(() => null),
    ]);
    expect(content.verdict).toMatchObject({ tone: "good", claim: result.verdict?.claim });
    expect(content.verdict.evidence).toBe(`${result.verdict?.evidence} The interval leaves zero out.`);
    expect(content.cautions).toEqual(result.cautions);
  });

  test("tells the way of every note, what it rests on, and its methods by definition", async () => {
    const { content } = await preview();
    const flow = Object.fromEntries(content.flow.map(({ key, counts, left }) => [key, { counts, left }]));
    expect(flow["confirm.divided"]?.counts).toEqual([
      { of: "notes", count: 20 },
      { of: "patients or documents", count: 20 },
    ]);
    expect(flow.notes?.left).toEqual([
      { reason: "of splits that may train, which no round reads", count: 4, of: "notes" },
    ]);
    expect(flow["confirm.after"]?.left.map(({ count }) => count)).toEqual([1]);
    expect(flow["confirm.compared2"]).toEqual({
      counts: [{ of: "paired notes", count: 19 }],
      left: [{ reason: "one of the two models or both left it empty", count: 1, of: "sources" }],
    });
    const rested = (kind: string) => content.restsOn.filter((each) => each.kind === kind).length;
    expect(["version", "pairs", "round"].map(rested).concat(Math.min(rested("run"), 5))).toEqual([4, 1, 2, 5]);
    expect(content.restsOn.every(({ digest }) => digest !== null && digest.length > 0)).toBe(true);
    const measured = content.methods.find(({ title }) => title === "Measures")?.sentences.join("\n") ?? "";
    for (const { definition } of listEstimates(content)) expect(measured).toContain(`[${definition}]`);
    expect(measured).not.toContain("has no words here");
    const design = content.methods.find(({ title }) => title === "Design")?.sentences.join(" ") ?? "";
    for (const told of ["was trained", "were read in one round", "compared source by source"])
      expect(design).toContain(told);
    expect(content.rounds.map(({ readers }) => readers.map(({ reader }) => reader))).toEqual([["R1"], ["R1"]]);
    expect(content.cost).toMatchObject({ readingSeconds: null, money: null, why: "no price is set" });
  });

  test("holds no text of a note, no name of a reader and no patient", async () => {
    const readers = await rig.db.select({ name: campaignReviewer.name }).from(campaignReviewer);
    const text = JSON.stringify((await preview()).content);
    expect(readers.length).toBeGreaterThan(0);
    for (const { name } of readers) expect(text).not.toContain(name);
    for (const word of ["gout", "cough", "patient 1", "Doctor:"]) expect(text).not.toContain(word);
  });

  test("is frozen once as it was shown, under its digest, and the chain vouches for it", async () => {
    const shown = await preview();
    await expect(asAda().freezeStudy({ project, study, digest: "0".repeat(64) })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const { id, number, digest } = await freeze("For the board.");
    expect([number, digest]).toEqual([1, shown.digest]);
    const read = await asAda().byId({ project, report: id });
    expect(read).toMatchObject({ intact: true, changes: null, remark: "For the board.", standing: "final" });
    expect(read.content).toEqual(shown.content);
    expect(digestOfReport(read.content)).toBe(digest);
    expect((await verifyAudit(rig.db, [])).findings).toEqual([]);
    expect((await asAda().list({ project, study })).items.map((each) => each.number)).toEqual([1]);
  });

  test("stays what it was, by SQL too; only who froze it may be forgotten", async () => {
    const refused = { cause: { message: "A frozen report never changes." } };
    await expect(rig.db.update(report).set({ title: "Better" })).rejects.toMatchObject(refused);
    await expect(rig.db.delete(report)).rejects.toMatchObject(refused);
    await rig.db.update(report).set({ frozenBy: null });
    const [row] = await rig.db.select().from(report);
    expect((await asAda().byId({ project, report: row?.id ?? "" })).intact).toBe(true);
  });

  test("the next one names the one before and says what changed", async () => {
    const [one] = await rig.db.select({ id: run.id }).from(run).where(eq(run.studyId, study)).limit(1);
    const ofOne = eq(run.id, one?.id ?? "");
    await rig.db.update(run).set({ cost: 2, costCurrency: "EUR" }).where(ofOne);
    const partly = (await preview()).content.cost;
    expect(partly).toMatchObject({ money: null, why: expect.stringMatching(/^\d+ of \d+ runs have no price$/) });
    await rig.db.update(run).set({ cost: 2, costCurrency: "EUR" }).where(eq(run.studyId, study));
    await rig.db.update(run).set({ studyId: null }).where(ofOne);
    expect((await preview()).content.cost).toEqual({
      ...partly,
      ...{ money: 2 * (await rig.db.$count(run)), currency: "EUR", why: null },
    });
    await rig.db.update(run).set({ studyId: study }).where(ofOne);
    const { content, changes } = await preview();
    expect(content).toMatchObject({ number: 2, previous: { number: 1 } });
    expect(changes?.lines).toEqual([expect.stringMatching(/^Cost: .*no price → .* EUR\.$/)]);
    const { id } = await freeze();
    expect((await asAda().byId({ project, report: id })).changes).toEqual(changes);
    expect((await preview()).changes?.lines).toEqual([
      "Nothing but the number of the report: it says what report 2 said.",
    ]);
  });
});

describe("who may", () => {
  test("only investigators and admins freeze, and reviewers read nothing", async () => {
    const people = {
      researcher: await addPerson(rig.db, project, "rosa", "researcher"),
      investigator: await addPerson(rig.db, project, "ines", "investigator"),
      reviewer: await addPerson(rig.db, project, "vera", "reviewer"),
    };
    const { digest } = await preview();
    const asked = { project, study, digest };
    await expect(rig.as(people.researcher).reports.freezeStudy(asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(rig.as(people.reviewer).reports.previewStudy(asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(rig.as(people.reviewer).reports.list({ project })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(rig.as(people.investigator).reports.freezeStudy(asked)).resolves.toMatchObject({ digest });
  });

  test("who reads its notes in a round that is not closed sees no report of them", async () => {
    const [made] = await rig.db.select().from(studyMade).where(eq(studyMade.nodeKey, "read-2"));
    const campaignId = made?.thingId ?? "";
    const [frozen] = (await asAda().list({ project, study })).items;
    const reader = { id: "rosa-reads", projectId: project, campaignId, kind: "person" as const, userId: "rosa" };
    await rig.db.insert(campaignReviewer).values({ ...reader, name: "Rosa" });
    const { reports, studies } = rig.as({ userId: "rosa", name: "Rosa", email: "rosa@assay.test" });
    const ask = () => reports.byId({ project, report: frozen?.id ?? "" });
    expect((await ask()).number).toBe(frozen?.number);
    expect([frozen && "remark" in frozen, (await studies.result({ project, study })).state]).toEqual([
      false,
      "measured",
    ]);
    await rig.db.update(campaign).set({ state: "open" }).where(eq(campaign.id, campaignId));
    const refused = { code: "FORBIDDEN", message: expect.stringContaining("which is not closed") };
    await expect(ask()).rejects.toMatchObject(refused);
    await expect(reports.previewStudy({ project, study })).rejects.toMatchObject(refused);
    expect((await studies.result({ project, study })).state).toBe("none");
    await rig.db.update(campaign).set({ state: "closed" }).where(eq(campaign.id, campaignId));
    const [first] = await rig.db.select().from(studyMade).where(eq(studyMade.nodeKey, "read-1"));
    const other = first?.thingId ?? "";
    await rig.db.insert(campaignReviewer).values({ ...reader, id: "rosa-first", campaignId: other, name: "Rosa" });
    await rig.db.update(campaign).set({ state: "open" }).where(eq(campaign.id, other));
    await expect(studies.result({ project, study })).rejects.toMatchObject(refused);
    await rig.db.update(campaign).set({ state: "closed" }).where(eq(campaign.id, other));
    expect((await asAda().byId({ project, report: frozen?.id ?? "" })).number).toBe(frozen?.number);
    await rig.db.update(campaign).set({ state: "closed" }).where(eq(campaign.id, campaignId));
  });
});
