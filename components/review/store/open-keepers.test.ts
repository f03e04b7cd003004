import { afterEach, expect, test } from "vitest";
import { change, KeeperRig } from "../testing/keeper-rig";
import { askBeforeUnload, letGoOfAll, openKeepers } from "./open-keepers";

afterEach(() => openKeepers.clear());

const asks = () => {
  let asked = false;
  askBeforeUnload({
    preventDefault: () => {
      asked = true;
    },
  });
  return asked;
};

test("the page is held open for what lies in it alone, and for nothing that the browser or the server has", async () => {
  const rig = new KeeperRig();
  openKeepers.add(rig.keeper);
  rig.answer = () => "unreachable";
  expect(asks()).toBe(false);
  rig.keeper.keep([change(1)]);
  expect(asks()).toBe(true);
  await rig.rest();
  expect(asks()).toBe(false);
  rig.full = true;
  rig.keeper.keep([change(2)]);
  await rig.rest();
  expect(asks()).toBe(true);
  rig.answer = (changes) => ({ acknowledged: changes.map(({ id }) => id), refused: [] });
  await rig.keeper.deliver();
  expect(asks()).toBe(false);
});

test("who signs out and lets go is not asked again", async () => {
  const rig = new KeeperRig();
  rig.full = true;
  rig.answer = () => "unreachable";
  openKeepers.add(rig.keeper);
  rig.keeper.keep([change(1)]);
  await rig.rest();
  expect(asks()).toBe(true);
  letGoOfAll();
  expect(asks()).toBe(false);
});
