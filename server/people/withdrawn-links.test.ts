import { setTimeout } from "node:timers/promises";
import { and, eq, isNotNull } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { invitation, projectMember, verification } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { createAuth } from "../auth/auth";
import { createPeopleRig, PUBLIC_URL, SECRET, secretOf } from "./testing/people-rig";

const rig = await createPeopleRig();
afterAll(() => rig.close());

const people = () => rig.as(rig.admin).people;
const open = async (userId: string) => rig.db.$count(verification, eq(verification.value, userId));
const issue = (person = "rosa") => people().issuePasswordReset({ project: "notes", person });

beforeEach(async () => {
  await rig.db.delete(projectMember);
  await rig.db.delete(verification);
  await rig.db.insert(projectMember).values([
    { projectId: "p", userId: "ada", role: "admin" },
    { projectId: "p", userId: "rosa", role: "researcher" },
  ]);
});

test("an open link lets somebody in who later signs in by an address and still has their password", async () => {
  const { address } = await people().invite({ project: "notes", role: "researcher" });
  const person = { token: secretOf(address), name: "Nia", email: "nia@example.org", password: "a long password" };
  await rig.as(null).invitations.acceptAsNew(person);
  const addresses: string[] = [];
  const deliverSignInLink = (each: string) => addresses.push(each);
  const auth = createAuth({ db: rig.db, url: PUBLIC_URL, secret: SECRET, deliverSignInLink });
  await auth.api.signInMagicLink({ body: { email: person.email, callbackURL: "/" }, headers: new Headers() });
  const opened = await rig.auth.handler(new Request(addresses[0] ?? ""));
  expect(opened.headers.get("set-cookie")).toContain("assay.session_token");
  expect((await rig.signIn(person.email, person.password)).status).toBe(200);
});

test("a newer password link ends the one before", async () => {
  const [first, second] = [await issue(), await issue()];
  const use = ({ address }: { address: string }) =>
    rig.post("/reset-password", { token: secretOf(address), newPassword: "a new password" });
  expect((await use(first)).status).toBe(400);
  expect((await use(second)).status).toBe(200);
});

test("a link ends when its person comes into a project that its maker does not rule", async () => {
  const other = await addPerson(rig.db, "q", "otto", "admin");
  await issue();
  const { address } = await rig.as(other).people.invite({ project: "trial", role: "reviewer" });
  await rig.as(rig.researcher).invitations.accept({ token: secretOf(address) });
  expect(await open("rosa")).toBe(0);
  await rig.db.delete(projectMember).where(eq(projectMember.projectId, "q"));
  await rig.db.update(projectMember).set({ role: "admin" });
  await issue();
  await rig.as(rig.researcher).projects.create({ name: "Own", slug: "own" });
  expect(await open("rosa")).toBe(0);
});

test.each(["demoted", "removed"])("what an admin handed out ends when they are %s", async (how) => {
  const pat = await addPerson(rig.db, "p", `pat-${how}`, "admin");
  const asPat = rig.as(pat).people;
  const invited = await asPat.invite({ project: "notes", role: "reviewer" });
  const kept = await people().invite({ project: "notes", role: "reviewer" });
  await asPat.issuePasswordReset({ project: "notes", person: "rosa" });
  const asked = { project: "notes", person: pat.userId };
  if (how === "removed") await people().remove(asked);
  else await people().changeRole({ ...asked, role: "researcher" });
  expect(await open("rosa")).toBe(0);
  const withdrawn = await rig.db
    .select({ id: invitation.id })
    .from(invitation)
    .where(and(eq(invitation.projectId, "p"), isNotNull(invitation.withdrawnAt)));
  expect(withdrawn.map(({ id }) => id)).toContain(invited.id);
  expect(withdrawn.map(({ id }) => id)).not.toContain(kept.id);
  await expect(rig.as(null).invitations.open({ token: secretOf(invited.address) })).rejects.toThrow("withdrawn");
});

test("a link for somebody who leaves the project ends with that", async () => {
  await issue();
  await people().remove({ project: "notes", person: "rosa" });
  expect(await open("rosa")).toBe(0);
});

test("an invitation made while its maker is removed lets nobody in", async () => {
  const pat = await addPerson(rig.db, "p", "pat-at-once", "admin");
  const inviting = await rig.database.sql.begin(async (tx) => {
    await tx`select from project where id = 'p' for no key update`;
    const asked = rig.as(pat).people.invite({ project: "notes", role: "admin" });
    const settled = Promise.allSettled([asked]);
    await setTimeout(200);
    await tx`delete from project_member where user_id = ${pat.userId}`;
    return { settled };
  });
  expect((await inviting.settled)[0]?.status).toBe("rejected");
  const left = await people().invitations({ project: "notes" });
  expect(left.filter(({ invitedBy }) => invitedBy === pat.name)).toEqual([]);
});

test("people are changed while something large is being stored in their project", async () => {
  await rig.database.sql.begin(async (tx) => {
    await tx`insert into study (id, project_id, name) values ('s', 'p', 'a row that refers to the project')`;
    await people().changeRole({ project: "notes", person: "rosa", role: "reviewer" });
  });
});
