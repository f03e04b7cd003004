import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { campaign, campaignReviewer } from "@/db/schema/campaigns";
import { protocolSchema } from "@/domain/campaigns/protocol";
import { CLEAN, cases, createGateRig, type GateRig, wrong } from "./testing/gate-rig";

const at = { project: "notes" };
let rig: GateRig;

const name = (campaignId: string, more: Partial<typeof campaignReviewer.$inferInsert> = {}) =>
  rig.db.insert(campaignReviewer).values({
    ...{ id: `${campaignId}-judd`, projectId: "p", campaignId, userId: "judd", name: "judd" },
    ...{ kind: "person" as const, role: "adjudicator" as const },
    ...more,
  });
const mine = () => rig.as(rig.people.adjudicator).settling.rounds(at);

beforeAll(async () => {
  rig = await createGateRig();
  const say = (place: number, { id }: { id: string }) => (place < 2 && id === "vera" ? wrong(`of-${place}`) : CLEAN);
  for (const id of ["agreed", "differs", "foreign", "left"]) {
    await rig.addRound({ id, cases: cases(4), say: id === "agreed" ? () => CLEAN : say });
  }
  await rig.addRound({ id: "open", cases: cases(4), say, state: "open" });
});
afterAll(() => rig.database.drop());

describe("rounds to settle", () => {
  test("are none for who is named nowhere", async () => {
    expect(await mine()).toEqual([]);
    expect(await rig.as(rig.people.investigator).settling.rounds(at)).toEqual([]);
  });

  test("are those that name her, with work first and no number of an open one", async () => {
    await name("agreed");
    await name("open");
    await name("differs");
    await name("left", { removedAt: new Date() });
    await name("foreign", { role: "reader" });
    const rounds = await mine();
    expect(rounds.map((each) => [each.campaign, each.state, each.counts])).toEqual([
      ["differs", "closed", { open: 2, settled: 0 }],
      ["open", "open", null],
      ["agreed", "closed", { open: 0, settled: 0 }],
    ]);
    expect(Object.keys(rounds[0] ?? {}).sort()).toEqual(["campaign", "counts", "state", "title"]);
  });

  test("count what was settled since", async () => {
    const settle = { ...at, campaign: "differs", case: "differs-case-0", after: 0, verdict: "clean" as const };
    const decisions = [{ assessmentId: "differs-said-0-vera", markId: "marked-as-of-0", kept: false }];
    await rig.as(rig.people.adjudicator).settling.settle({ ...settle, reason: "The source says so.", decisions });
    expect((await mine())[0]?.counts).toEqual({ open: 1, settled: 1 });
  });

  test("hold no draft and no round of choices", async () => {
    const round = { projectId: "p", origin: "texts" as const, splitter: "sentences@1" };
    const [like] = await rig.db.select().from(campaign).limit(1);
    if (!like) throw new Error("A campaign was expected.");
    const choices = protocolSchema.parse({ mode: "side-by-side" });
    await rig.db.insert(campaign).values([
      { ...like, ...round, id: "draft", state: "draft" },
      { ...like, ...round, id: "choices", state: "closed", protocol: choices },
    ]);
    await name("draft");
    await name("choices");
    expect((await mine()).map((each) => each.campaign)).toEqual(["differs", "open", "agreed"]);
  });

  test("belong to their project", async () => {
    await expect(rig.as(rig.people.adjudicator).settling.rounds({ project: "trial" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await rig.as(rig.people.stranger).settling.rounds({ project: "trial" })).toEqual([]);
  });
});
