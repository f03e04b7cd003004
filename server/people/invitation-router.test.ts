import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { invitation, projectMember, user } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { daysAfter } from "@/domain/people/expiry";
import { createPeopleRig, type PeopleRig, PUBLIC_URL, secretOf } from "./testing/people-rig";

const PASSWORD = "a password to join with";
let rig: PeopleRig;
beforeAll(async () => {
  rig = await createPeopleRig();
});
afterAll(() => rig.close());

type Wanted = { role?: "researcher" | "reviewer" | "admin"; email?: string; expiresInDays?: number };

async function invite({ role = "reviewer", ...wanted }: Wanted = {}) {
  const made = await rig.as(rig.admin).people.invite({ project: "notes", role, ...wanted });
  return { ...made, token: secretOf(made.address) };
}

const anybody = () => rig.as(null).invitations;
const newPerson = (token: string, email: string) => ({ token, email, name: "Nia New", password: PASSWORD });

test("the address holds its secret behind #, where no server or log sees it, and only its hash is kept", async () => {
  const { address, token } = await invite();
  expect(address).toBe(`${PUBLIC_URL}/invite#${token}`);
  expect(JSON.stringify(await rig.db.select().from(invitation))).not.toContain(token);
});

test("whoever holds the link reads what it is for, and joins with a new account that signs in", async () => {
  const { token } = await invite({ role: "researcher" });
  const opened = await anybody().open({ token });
  expect(opened).toMatchObject({ role: "researcher", project: "Notes", invitedBy: "ada", email: null, viewer: null });
  expect(await anybody().acceptAsNew(newPerson(token, "Nia@Example.org"))).toEqual({ slug: "notes" });
  expect((await rig.signIn("nia@example.org", PASSWORD)).status).toBe(200);
  const [member] = await rig.db
    .select({ role: projectMember.role })
    .from(projectMember)
    .innerJoin(user, eq(user.id, projectMember.userId))
    .where(eq(user.email, "nia@example.org"));
  expect(member?.role).toBe("researcher");
});

test("a link lets one person in, also when two come at once", async () => {
  const { token } = await invite();
  const settled = await Promise.allSettled([
    anybody().acceptAsNew(newPerson(token, "first@example.org")),
    anybody().acceptAsNew(newPerson(token, "second@example.org")),
  ]);
  expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(anybody().open({ token })).rejects.toMatchObject({ code: "NOT_FOUND" });
  // Whoever came second has left no account behind.
  expect(await rig.db.$count(user, eq(user.email, "first@example.org"))).not.toBe(
    await rig.db.$count(user, eq(user.email, "second@example.org")),
  );
});

test("a link that is withdrawn, too old or mistyped tells one thing", async () => {
  const withdrawn = await invite();
  const admin = rig.as(rig.admin).people;
  await admin.withdrawInvitation({ project: "notes", invitation: withdrawn.id });
  await expect(admin.withdrawInvitation({ project: "notes", invitation: withdrawn.id })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const old = await invite({ expiresInDays: 1 });
  const before = rig.clock.now;
  rig.clock.now = daysAfter(before, 1);
  const said = await Promise.all(
    [withdrawn.token, old.token, "mistyped"].map((token) =>
      anybody()
        .acceptAsNew(newPerson(token, "late@example.org"))
        .catch((error: Error) => error.message),
    ),
  );
  rig.clock.now = before;
  expect(new Set(said)).toEqual(new Set(["This invitation was used or withdrawn, or is too old. Ask for a new one."]));
  expect((await admin.invitations({ project: "notes" })).map(({ id }) => id)).not.toContain(withdrawn.id);
});

test("an invitation for one address lets nobody else in", async () => {
  const { token, email } = await invite({ email: "Only@Example.org" });
  expect(email).toBe("only@example.org");
  await expect(anybody().acceptAsNew(newPerson(token, "other@example.org"))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  expect(await anybody().acceptAsNew(newPerson(token, "only@example.org"))).toEqual({ slug: "notes" });
});

test("an account that exists is not taken over by an invitation", async () => {
  const { token } = await invite({ role: "admin" });
  await expect(anybody().acceptAsNew(newPerson(token, "rosa@assay.test"))).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await anybody().open({ token })).role).toBe("admin");
});

test("somebody signed in joins as who they are, and is not invited twice", async () => {
  const pia = await addPerson(rig.db, null, "pia");
  const { token } = await invite();
  expect(await rig.as(pia).invitations.open({ token })).toMatchObject({ viewer: "pia@assay.test" });
  expect(await rig.as(pia).invitations.accept({ token })).toEqual({ slug: "notes" });
  const again = await invite({ role: "admin" });
  await expect(rig.as(pia).invitations.accept({ token: again.token })).rejects.toMatchObject({ code: "CONFLICT" });
  const people = await rig.as(rig.admin).people.list({ project: "notes" });
  expect(people.find(({ userId }) => userId === "pia")?.role).toBe("reviewer");
  // Refused, the link is still good for somebody else.
  expect(await anybody().open({ token: again.token })).toMatchObject({ role: "admin" });
});

test("a password that breaks the rule spends nothing", async () => {
  const { token } = await invite();
  const weak = { ...newPerson(token, "weak@example.org"), password: "short" };
  await expect(anybody().acceptAsNew(weak)).rejects.toThrow("at least 10 characters");
  expect(await rig.db.$count(user, eq(user.email, "weak@example.org"))).toBe(0);
  expect(await anybody().open({ token })).toMatchObject({ project: "Notes" });
});
