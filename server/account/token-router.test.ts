import { afterAll, beforeAll, expect, test } from "vitest";
import { apiToken } from "@/db/schema/people";
import { daysAfter } from "@/domain/people/expiry";
import { readBearerViewer } from "../auth/read-bearer-viewer";
import type { Viewer } from "../context";
import { createPeopleRig, type PeopleRig } from "../people/testing/people-rig";

let rig: PeopleRig;
beforeAll(async () => {
  rig = await createPeopleRig();
});
afterAll(() => rig.close());

const tokens = () => rig.as(rig.admin).tokens;
const read = (token: string, at = rig.clock.now): Promise<Viewer | null> =>
  readBearerViewer(rig.db, `Bearer ${token}`, at);

test("a token is told once, stored as a hash, and lists what it opens", async () => {
  const made = await tokens().create({ name: "laptop", scope: "log", project: "notes", expiresInDays: 30 });
  expect(made.token).toMatch(/^assay_[\w-]{32}$/);
  expect(JSON.stringify(await rig.db.select().from(apiToken))).not.toContain(made.token);
  const [listed] = await tokens().list();
  expect(listed).toMatchObject({ id: made.id, name: "laptop", scope: "log", project: "notes", expired: false });
  expect(listed?.expiresAt).toEqual(daysAfter(rig.clock.now, 30));
  expect(JSON.stringify(listed)).not.toContain(made.token);
  expect(await read(made.token)).toMatchObject({ userId: "ada", token: { scope: "log", projectId: "p" } });
});

test("a token ends by its time or by its person, and nobody else's hand", async () => {
  const { token, id } = await tokens().create({ name: "short", scope: "read", expiresInDays: 7 });
  expect(await read(token, daysAfter(rig.clock.now, 6.9))).not.toBeNull();
  expect(await read(token, daysAfter(rig.clock.now, 7))).toBeNull();
  await expect(rig.as(rig.researcher).tokens.revoke({ token: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await read(token)).not.toBeNull();
  await tokens().revoke({ token: id });
  expect(await read(token)).toBeNull();
  expect((await tokens().list()).map((each) => each.id)).not.toContain(id);
  await expect(tokens().revoke({ token: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("what a token may do is what its scope and its person's role both allow", async () => {
  const viewer = async (scope: "read" | "write" | "admin", project: string | null = null) =>
    read((await tokens().create({ name: scope, scope, project, expiresInDays: null })).token);
  const invite = { project: "notes", role: "reviewer" as const };
  await expect(rig.as(await viewer("write")).people.invite(invite)).rejects.toThrow("needs one with scope admin");
  expect(await rig.as(await viewer("admin")).people.invite(invite)).toMatchObject({ role: "reviewer" });
  const theirs = await rig.as(rig.researcher).tokens.create({ name: "all", scope: "admin" });
  await expect(rig.as(await read(theirs.token)).people.invite(invite)).rejects.toThrow("Your role");
});

test("a token for one project opens neither another one nor the account", async () => {
  await expect(tokens().create({ name: "x", scope: "read", project: "trial" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const { token } = await tokens().create({ name: "one", scope: "admin", project: "notes" });
  const one = rig.as(await read(token));
  expect((await one.projects.list()).map(({ slug }) => slug)).toEqual(["notes"]);
  await expect(one.tokens.list()).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(one.account.setPassword({ password: "long enough password" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(one.account.signInAddress()).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("when a token was last used is noted, once a minute", async () => {
  const { token, id } = await tokens().create({ name: "used", scope: "read" });
  const usedAt = async () => (await tokens().list()).find((each) => each.id === id)?.lastUsedAt;
  expect(await usedAt()).toBeNull();
  const [first, soon, later] = [0, 59_000, 61_000].map((after) => new Date(rig.clock.now.getTime() + after));
  await read(token, first);
  await read(token, soon);
  expect(await usedAt()).toEqual(first);
  await read(token, later);
  expect(await usedAt()).toEqual(later);
});

test("a name, a scope and a time that make sense are asked for", async () => {
  await expect(tokens().create({ name: "  ", scope: "read" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(tokens().create({ name: "x", scope: "read", expiresInDays: 0 })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});
