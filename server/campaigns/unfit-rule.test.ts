import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { campaign } from "@/db/schema/campaigns";
import { gateRule } from "@/db/schema/gates";
import { gateRuleSchema } from "@/domain/gates/gate-rule";
import { DomainError } from "../errors";
import { storeGateRule } from "../gates/store-gate-rule";
import { changeDraft } from "./change-draft";
import { steerCampaign } from "./steer-campaign";
import { createCampaignRig } from "./testing/campaign-rig";

const rig = await createCampaignRig(6);
const { db, make, services, scope } = rig;
beforeAll(() => rig.addReader("ann"));
afterAll(() => rig.database.drop());

async function rowOf(id: string) {
  const [row] = await db.select().from(campaign).where(eq(campaign.id, id));
  if (!row) throw new Error("There is no such campaign.");
  return row;
}
const problemsOf = (error: unknown) => (error instanceof DomainError ? error.problems.map(({ where }) => where) : []);
const major = gateRuleSchema.parse({ severity: "major", guards: { majorRate: { atMost: 0.1 } } });

async function addDraft() {
  const { id } = await make({ readers: [{ userId: "ann" }] });
  const of = { projectId: scope.projectId, campaignId: id };
  await storeGateRule(services, of, { rule: major, reason: null, after: 0 }, scope.actor);
  return id;
}

test("a protocol that the stored rule does not fit is refused", async () => {
  const id = await addDraft();
  const change = async (required: ("type" | "severity")[]) => {
    const { protocol } = await rowOf(id);
    return changeDraft(services, scope, { campaign: id, change: { protocol: { ...protocol, required } } });
  };
  expect(problemsOf(await change(["type"]).catch((error) => error))).toEqual(["severity", "guards.majorRate"]);
  expect((await rowOf(id)).protocol.required).toEqual(["type", "severity"]);
  await change(["severity"]);
});

test("a round does not open with a rule that it cannot answer", async () => {
  const id = await addDraft();
  await db
    .update(gateRule)
    .set({ rule: { ...major, unit: "sentence", looks: "sprt" } })
    .where(eq(gateRule.campaignId, id));
  const open = () => steerCampaign(services, scope, { campaign: id, action: "open", reason: null });
  expect(problemsOf(await open().catch((error) => error))).toEqual(["looks"]);
  expect((await rowOf(id)).state).toBe("draft");
  await db.update(gateRule).set({ rule: major }).where(eq(gateRule.campaignId, id));
  await open();
  expect((await rowOf(id)).state).toBe("open");
});
