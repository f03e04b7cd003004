import { expect, test } from "vitest";
import { assignRoles } from "./assign-roles";

const group = (key: string, heldOut = true, ...hashes: string[]) => ({
  key,
  heldOut,
  hashes: [`${key}'s own`, ...hashes],
});
const many = Array.from({ length: 100 }, (_, at) => group(`patient ${at}`));
const asked = { seed: 1, harvestShare: 0.3 };
const confirming = (roles: ReadonlyMap<string, string>) =>
  [...roles].filter(([, role]) => role === "confirm").map(([key]) => key);

test("the share is drawn by the seed, the same in any order", () => {
  const roles = assignRoles(many, asked);
  expect(confirming(roles)).toHaveLength(70);
  expect(confirming(assignRoles([...many].reverse(), asked)).sort()).toEqual(confirming(roles).sort());
  expect(confirming(assignRoles(many, { ...asked, seed: 2 })).sort()).not.toEqual(confirming(roles).sort());
});

test("what a training reads confirms nothing, nor what has the source of such a one, near or far", () => {
  const groups = [
    ...[group("trained", false, "a"), group("copy", true, "a", "b"), group("copy of the copy", true, "b")],
    ...[group("one"), group("other")],
  ];
  for (let seed = 0; seed < 20; seed++) {
    const roles = assignRoles(groups, { seed, harvestShare: 0.5 });
    expect([roles.get("trained"), roles.get("copy"), roles.get("copy of the copy")]).toEqual(Array(3).fill("harvest"));
    expect(confirming(roles)).toHaveLength(1);
  }
});

test("groups that share a source have one role", () => {
  const twins = Array.from({ length: 40 }, (_, at) => group(`p${at}`, true, `shared ${Math.floor(at / 2)}`));
  const roles = assignRoles(twins, { seed: 4, harvestShare: 0.5 });
  for (let at = 0; at < 40; at += 2) expect(roles.get(`p${at}`)).toBe(roles.get(`p${at + 1}`));
});

test("one is left for each role, and none confirms where there is but one", () => {
  const two = [group("a"), group("b")];
  expect(confirming(assignRoles(two, { seed: 1, harvestShare: 0.99 }))).toHaveLength(1);
  expect(confirming(assignRoles(two, { seed: 1, harvestShare: 0.01 }))).toHaveLength(1);
  expect(confirming(assignRoles([group("a")], asked))).toEqual([]);
});
