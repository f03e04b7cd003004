import { afterAll, expect, test } from "vitest";
import { auditEntry } from "@/db/schema/audit";
import { createPeopleRig, secretOf } from "../people/testing/people-rig";
import { verifyAudit } from "./verify-audit";

const rig = await createPeopleRig();
afterAll(() => rig.close());

test("every change of people and tokens leaves an entry that names who, and no secret", async () => {
  const project = "notes";
  await rig.givePassword("ada", "a long password");
  const caller = rig.as(rig.admin);
  const { people, tokens, account } = caller;
  const invited = await people.invite({ project, role: "reviewer", email: "nia@example.org" });
  const person = {
    token: secretOf(invited.address),
    name: "Nia",
    email: "nia@example.org",
    password: "another password",
  };
  await rig.as(null).invitations.acceptAsNew(person);
  const unused = await people.invite({ project, role: "admin" });
  await people.withdrawInvitation({ project, invitation: unused.id });
  await people.changeRole({ project, person: "rosa", role: "investigator" });
  await people.changeRole({ project, person: "rosa", role: "investigator" });
  await people.issuePasswordReset({ project, person: "rosa" });
  await people.remove({ project, person: "rosa" });
  const made = await tokens.create({ name: "laptop", scope: "read" });
  await tokens.revoke({ token: made.id });
  await account.setPassword({ password: "a longer password", current: "a long password" });
  await caller.projects.create({ name: "Ward", slug: "ward" });
  const entries = await rig.db.select().from(auditEntry).orderBy(auditEntry.sequence);
  expect(entries.map(({ action, actorName, projectId }) => [action, actorName, projectId])).toEqual([
    ["invitation.make", "ada", "p"],
    ["member.join", "Nia", "p"],
    ["invitation.make", "ada", "p"],
    ["invitation.withdraw", "ada", "p"],
    ["member.change-role", "ada", "p"],
    ["member.issue-password-link", "ada", "p"],
    ["member.remove", "ada", "p"],
    ["token.create", "ada", null],
    ["token.revoke", "ada", null],
    ["member.set-password", "ada", null],
    ["member.join", "ada", entries.at(-1)?.projectId],
  ]);
  const kept = JSON.stringify(entries);
  for (const secret of [secretOf(invited.address), made.token, "a longer password", "nia@example.org"]) {
    expect(kept).not.toContain(secret);
  }
  expect((await verifyAudit(rig.db, [])).findings).toEqual([]);
});

test("what was refused leaves none", async () => {
  const before = await rig.db.$count(auditEntry);
  const { people, tokens } = rig.as(rig.admin);
  await expect(people.changeRole({ project: "notes", person: "ada", role: "reviewer" })).rejects.toThrow();
  await expect(tokens.revoke({ token: "none" })).rejects.toThrow();
  expect(await rig.db.$count(auditEntry)).toBe(before);
});
