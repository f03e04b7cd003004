import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { account, apiToken, verification } from "@/db/schema/people";
import { createPeopleRig, type PeopleRig, secretOf } from "../people/testing/people-rig";
import { createApiToken, readTokenViewer } from "./api-tokens";

const PASSWORD = "the present password";
let rig: PeopleRig;
beforeAll(async () => {
  rig = await createPeopleRig();
  await rig.givePassword("ada", PASSWORD);
  await rig.givePassword("rosa", PASSWORD);
});
afterAll(() => rig.close());

const browser = () => rig.as({ ...rig.admin, sessionId: "a browser left open" });
const adminToken = { name: "mine", scope: "admin" as const };

async function asToken(userId: string) {
  const token = await createApiToken(rig.db, { userId, name: "leaked", scope: "admin" });
  return { token, caller: rig.as(await readTokenViewer(rig.db, token, rig.clock.now)) };
}

test("a browser left open makes no token that may do everything, and sets no password by one", async () => {
  await expect(browser().tokens.create(adminToken)).rejects.toThrow("present password is needed");
  await expect(browser().tokens.create({ ...adminToken, current: "guessed" })).rejects.toThrow("is not this");
  expect(await browser().tokens.create({ name: "small", scope: "write" })).toMatchObject({ scope: "write" });
  expect(await browser().tokens.create({ ...adminToken, current: PASSWORD })).toMatchObject({ scope: "admin" });
  const { caller } = await asToken("ada");
  await expect(caller.account.setPassword({ password: "a new password" })).rejects.toThrow("password is needed");
  await expect(caller.tokens.create(adminToken)).rejects.toThrow("present password is needed");
});

test("an admin makes no password link for oneself without one's present password", async () => {
  const asked = { project: "notes", person: "ada" };
  await expect(browser().people.issuePasswordReset(asked)).rejects.toThrow("present password is needed");
  expect(await browser().people.issuePasswordReset({ ...asked, current: PASSWORD })).toMatchObject({ name: "ada" });
});

test("only the machine's own token makes sign-in addresses and links for whom nobody else could help", async () => {
  const named = { email: "Rosa@assay.test" };
  const { caller } = await asToken("ada");
  for (const asking of [browser(), caller]) {
    await expect(asking.account.signInAddress()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(asking.account.passwordLink(named)).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  const machine = await rig.asMachine("ada");
  expect(await machine.account.signInAddress()).toContain("/magic-link/verify?token=");
  const { address } = await machine.account.passwordLink(named);
  const reset = { token: secretOf(address), newPassword: PASSWORD };
  expect((await rig.post("/reset-password", reset)).status).toBe(200);
  await expect(machine.account.passwordLink({ email: "no@assay.test" })).rejects.toThrow("Nobody has an account");
  await machine.account.setPassword({ password: PASSWORD });
});

test("whoever sets a password by a link ends tokens and open links; the machine's token stays", async () => {
  const { token } = await asToken("ada");
  const machine = await rig.asMachine("ada");
  const { address: link } = await machine.account.passwordLink({ email: "ada@assay.test" });
  await machine.account.signInAddress();
  expect((await rig.post("/reset-password", { token: secretOf(link), newPassword: PASSWORD })).status).toBe(200);
  expect(await readTokenViewer(rig.db, token, rig.clock.now)).toBeNull();
  expect(await rig.db.$count(verification)).toBe(0);
  expect(await machine.account.read()).toMatchObject({ email: "ada@assay.test" });
});

test("a change of one's password ends links at once, and tokens where that is wanted", async () => {
  const { token } = await asToken("rosa");
  const rosa = rig.as(rig.researcher).account;
  await rig.as(rig.admin).people.issuePasswordReset({ project: "notes", person: "rosa" });
  const changed = { password: "another password", current: PASSWORD };
  await rosa.setPassword(changed);
  expect(await rig.db.$count(verification, eq(verification.value, "rosa"))).toBe(0);
  expect(await readTokenViewer(rig.db, token, rig.clock.now)).not.toBeNull();
  await rosa.setPassword({ password: PASSWORD, current: changed.password, revokeTokens: true });
  expect(await readTokenViewer(rig.db, token, rig.clock.now)).toBeNull();
});

test("whoever has no password yet sets one in the browser that they are signed in at", async () => {
  await rig.db.delete(account).where(eq(account.userId, "rosa"));
  await rig.as(rig.researcher).tokens.create(adminToken);
  await rig.as(rig.researcher).account.setPassword({ password: PASSWORD });
  expect((await rig.signIn("rosa@assay.test", PASSWORD)).status).toBe(200);
  await rig.db.delete(apiToken).where(eq(apiToken.userId, "rosa"));
});
