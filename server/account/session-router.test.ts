import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { session } from "@/db/schema/people";
import { createPeopleRig, type PeopleRig } from "../people/testing/people-rig";

const PASSWORD = "one of two browsers";
let rig: PeopleRig;
beforeAll(async () => {
  rig = await createPeopleRig();
  await rig.givePassword("rosa", PASSWORD);
  await rig.givePassword("ada", PASSWORD);
});
afterAll(() => rig.close());

const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");

async function signIn(email: string) {
  const cookie = cookieOf(await rig.signIn(email, PASSWORD));
  const found = await rig.auth.api.getSession({ headers: new Headers({ cookie }) });
  if (!found) throw new Error("signing in gave no session");
  return { cookie, id: found.session.id };
}

const isSignedIn = async (cookie: string) =>
  (await rig.auth.api.getSession({ headers: new Headers({ cookie }) })) !== null;

test("one's browsers are listed without what their cookies hold, and this one is marked", async () => {
  const here = await signIn("rosa@assay.test");
  const there = await signIn("rosa@assay.test");
  await signIn("ada@assay.test");
  const listed = await rig.as({ ...rig.researcher, sessionId: here.id }).sessions.list();
  expect(listed.map((each) => [each.id, each.here]).sort()).toEqual(
    [
      [here.id, true],
      [there.id, false],
    ].sort(),
  );
  const [row] = await rig.db.select({ token: session.token }).from(session).where(eq(session.id, here.id));
  expect(JSON.stringify(listed)).not.toContain(row?.token);
});

test("ending one signs that browser out at once and no other", async () => {
  const here = await signIn("rosa@assay.test");
  const there = await signIn("rosa@assay.test");
  const rosa = rig.as({ ...rig.researcher, sessionId: here.id }).sessions;
  await rosa.revoke({ session: there.id });
  expect([await isSignedIn(here.cookie), await isSignedIn(there.cookie)]).toEqual([true, false]);
  await expect(rosa.revoke({ session: there.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("nobody ends another person's session", async () => {
  const theirs = await signIn("ada@assay.test");
  await expect(rig.as(rig.researcher).sessions.revoke({ session: theirs.id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const here = await signIn("rosa@assay.test");
  await rig.as({ ...rig.researcher, sessionId: here.id }).sessions.revokeOthers();
  expect([await isSignedIn(here.cookie), await isSignedIn(theirs.cookie)]).toEqual([true, true]);
  expect(await rig.db.$count(session, eq(session.userId, "rosa"))).toBe(1);
});

test("a new password in a browser asks for the old one and ends the other browsers", async () => {
  const here = await signIn("rosa@assay.test");
  const there = await signIn("rosa@assay.test");
  const account = rig.as({ ...rig.researcher, sessionId: here.id }).account;
  await expect(account.setPassword({ password: "a new password" })).rejects.toThrow("present password is needed");
  await expect(account.setPassword({ password: "a new password", current: "wrong" })).rejects.toThrow("is not this");
  expect(await isSignedIn(there.cookie)).toBe(true);
  await account.setPassword({ password: "a new password", current: PASSWORD });
  expect([await isSignedIn(here.cookie), await isSignedIn(there.cookie)]).toEqual([true, false]);
  expect((await rig.signIn("rosa@assay.test", "a new password")).status).toBe(200);
});

test("cookies of an https address are Secure, of plain http they are not", async () => {
  const [cookie] = (await rig.signIn("ada@assay.test", PASSWORD)).headers.getSetCookie();
  expect(cookie).toMatch(/^__Secure-assay\.session_token=/);
  expect(cookie).toContain("; Secure");
  expect(cookie).toContain("; HttpOnly");
});
