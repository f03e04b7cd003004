import { beforeEach, expect, test } from "vitest";
import { change, KeeperRig } from "../testing/keeper-rig";

let rig: KeeperRig;
beforeEach(() => {
  rig = new KeeperRig();
});

test("a change is in the browser's store before it is sent, and gone from there once the server has it", async () => {
  rig.keeper.keep([change(1), change(2)]);
  expect(rig.keeper.read()).toMatchObject({ writing: 2, unsent: 2 });
  await rig.rest();
  expect(rig.keeper.read()).toMatchObject({ writing: 0, unsent: 2 });
  expect(rig.rows.size).toBe(2);
  await rig.ring();
  expect(rig.sent).toEqual([[change(1).id, change(2).id]]);
  expect(rig.rows.size).toBe(0);
  expect(rig.keeper.read()).toMatchObject({ unsent: 0, delivery: "idle" });
  expect(rig.told.map(({ kind }) => kind)).toEqual(["made", "acknowledged"]);
});

test("without a network everything waits, is tried again ever later, and goes when the network is back", async () => {
  rig.answer = () => "unreachable";
  rig.keeper.keep([change(1)]);
  const waits = [
    await rig.ring(),
    await rig.ring(),
    await rig.ring(),
    await rig.ring(),
    await rig.ring(),
    await rig.ring(),
  ];
  expect(waits).toEqual([150, 1_000, 2_000, 4_000, 8_000, 15_000]);
  rig.keeper.keep([change(2)]);
  await rig.rest();
  expect(rig.keeper.read()).toMatchObject({ delivery: "offline", unsent: 2 });
  expect(rig.rows.size).toBe(2);
  rig.answer = (changes) => ({ acknowledged: changes.map(({ id }) => id), refused: [] });
  rig.keeper.resume();
  await rig.ring();
  expect(rig.sent.at(-1)).toEqual([change(1).id, change(2).id]);
  expect(rig.keeper.read()).toMatchObject({ delivery: "idle", unsent: 0 });
});

test("more than the server takes at once goes in turns of 200", async () => {
  rig.keeper.keep(Array.from({ length: 450 }, (_, index) => change(index)));
  await rig.ring();
  expect(rig.sent.map(({ length }) => length)).toEqual([200, 200, 50]);
  expect(rig.rows.size).toBe(0);
});

test("a page that is opened later sends what the one before could not", async () => {
  rig.answer = () => "unreachable";
  rig.keeper.keep([change(1)]);
  await rig.ring();
  rig.keeper.stop();
  rig.timers = [];
  rig.answer = (changes) => ({ acknowledged: changes.map(({ id }) => id), refused: [] });
  rig.rows.set("of another", { change: change(9), project: "other", refusal: null });
  const next = rig.open();
  expect(await next.start()).toEqual([change(1)]);
  expect(next.read().unsent).toBe(1);
  await rig.ring();
  expect(next.read().unsent).toBe(0);
  expect([...rig.rows.keys()]).toEqual(["of another"]);
});

test("an ended session stops the sending, and a new one goes on with it", async () => {
  rig.answer = () => "signed-out";
  rig.keeper.keep([change(1)]);
  await rig.ring();
  rig.keeper.keep([change(2)]);
  await rig.rest();
  expect(rig.keeper.read()).toMatchObject({ delivery: "signed-out", unsent: 2 });
  expect(rig.timers).toEqual([]);
  rig.answer = (changes) => ({ acknowledged: changes.map(({ id }) => id), refused: [] });
  rig.keeper.resume();
  await rig.ring();
  expect(rig.keeper.read().unsent).toBe(0);
});

test("what is refused is kept with its remedy, counts as unsent, and goes again when asked to", async () => {
  rig.answer = (changes) => ({
    acknowledged: changes.filter(({ clock }) => clock !== 2).map(({ id }) => id),
    refused: [{ id: change(2).id, reason: "It cannot be read.", remedy: "Mark the place again." }],
  });
  rig.keeper.keep([change(1), change(2), change(3)]);
  await rig.ring();
  expect(rig.keeper.read()).toMatchObject({ unsent: 1, refused: [{ refusal: { remedy: "Mark the place again." } }] });
  expect(rig.rows.get(change(2).id)?.refusal).toEqual({
    reason: "It cannot be read.",
    remedy: "Mark the place again.",
  });
  const reopened = rig.open();
  await reopened.start();
  expect(reopened.read()).toMatchObject({ unsent: 1, refused: [{}] });
  rig.answer = (changes) => ({ acknowledged: changes.map(({ id }) => id), refused: [] });
  await reopened.sendAgain();
  await rig.ring();
  expect(reopened.read()).toMatchObject({ unsent: 0, refused: [] });
  expect(rig.rows.size).toBe(0);
});

test("letting go of what is refused is final", async () => {
  rig.answer = () => ({ acknowledged: [], refused: [{ id: change(1).id, reason: "No.", remedy: "None." }] });
  rig.keeper.keep([change(1)]);
  await rig.ring();
  await rig.keeper.letGo();
  expect(rig.keeper.read()).toMatchObject({ unsent: 0, refused: [] });
  expect(rig.rows.size).toBe(0);
});

test("a browser that keeps nothing says so, and the server is asked at once", async () => {
  rig.full = true;
  rig.answer = () => "unreachable";
  rig.keeper.keep([change(1)]);
  await rig.rest();
  expect(rig.keeper.read()).toMatchObject({ unkept: true, writing: 0, unsent: 1 });
  expect(await rig.ring()).toBe(0);
  expect(rig.keeper.read()).toMatchObject({ delivery: "offline", unsent: 1 });
});

test("what another tab delivered is not sent again, and what it left behind is", async () => {
  rig.keeper.keep([change(1)]);
  rig.keeper.hear({ kind: "acknowledged", changes: [change(1)] });
  expect(rig.keeper.read().unsent).toBe(0);
  rig.timers = [];
  rig.keeper = rig.open();
  rig.rows.set(change(2).id, { change: change(2), project: "notes", refusal: null });
  await rig.keeper.adopt();
  await rig.ring();
  expect(rig.sent.at(-1)).toContain(change(2).id);
  expect(rig.rows.has(change(2).id)).toBe(false);
});

test("a server that answers about nothing is asked again later, not at once and for ever", async () => {
  rig.answer = () => ({ acknowledged: [], refused: [] });
  rig.keeper.keep([change(1)]);
  await rig.ring();
  expect(rig.sent).toHaveLength(1);
  expect(rig.timers.map(({ milliseconds }) => milliseconds)).toEqual([1_000]);
});

test("delivering before leaving says what is left", async () => {
  rig.keeper.keep([change(1)]);
  expect(await rig.keeper.deliver()).toBe(0);
  rig.answer = () => "unreachable";
  rig.keeper.keep([change(2)]);
  expect(await rig.keeper.deliver()).toBe(1);
});

test("one that the server fails on keeps no other back, and is tried again behind them", async () => {
  const poison = change(1).id;
  rig.answer = (changes) =>
    changes.some(({ id }) => id === poison) ? "failed" : { acknowledged: changes.map(({ id }) => id), refused: [] };
  rig.keeper.keep([change(1), change(2), change(3), change(4)]);
  await rig.ring();
  expect(rig.sent).toEqual([[1, 2, 3, 4].map((id) => change(id).id), [1, 2].map((id) => change(id).id), [poison]]);
  expect(rig.keeper.read()).toMatchObject({ delivery: "failing", unsent: 4 });
  await rig.ring();
  expect(rig.sent.slice(3)).toEqual([[change(2).id], [change(3).id, change(4).id], [poison]]);
  expect([...rig.rows.keys()]).toEqual([poison]);
  rig.answer = (changes) => ({ acknowledged: changes.map(({ id }) => id), refused: [] });
  await rig.ring();
  expect(rig.keeper.read()).toMatchObject({ delivery: "idle", unsent: 0 });
});

test("who wants everything delivered while a batch is under way waits for it, and for what came behind it", async () => {
  rig.keeper.keep([change(1)]);
  const ringing = rig.ring();
  rig.keeper.keep([change(2)]);
  expect(await rig.keeper.deliver()).toBe(0);
  await ringing;
  expect(rig.sent).toEqual([[change(1).id], [change(2).id]]);
});

test("what is let go of is told here and to the other tabs", async () => {
  rig.answer = (changes) => ({
    acknowledged: [],
    refused: changes.map(({ id }) => ({ id, reason: "No.", remedy: "None." })),
  });
  rig.keeper.keep([change(1)]);
  await rig.ring();
  expect(await rig.keeper.letGo()).toEqual([change(1).id]);
  expect(rig.told.at(-1)).toEqual({ kind: "let-go", changes: [change(1)] });
  expect(rig.keeper.read()).toMatchObject({ unsent: 0, refused: [] });
  expect(rig.rows.size).toBe(0);
});
