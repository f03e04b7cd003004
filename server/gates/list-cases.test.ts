import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CLEAN, createGateRig, type GateRig, wrong } from "./testing/gate-rig";

const at = { project: "notes", campaign: "round" };
let rig: GateRig;

beforeAll(async () => {
  rig = await createGateRig();
  // 0: both, major. 1: one of two. 2: nobody. 3: nobody could judge. 4: read by nobody. 5: both, another type.
  const say = (place: number, { id }: { id: string }) => {
    if (place === 0) return wrong(`a${id}`, { severity: "major" });
    if (place === 1) return id === "vera" ? wrong("b") : CLEAN;
    if (place === 3) return { verdict: "cannot-judge" as const };
    if (place === 4) return null;
    if (place === 5) return wrong(`f${id}`, { type: "contradiction" });
    return CLEAN;
  };
  const cases = Array.from({ length: 6 }, (_, place) => ({ section: place < 2 ? "plan" : "history" }));
  await rig.addRound({ id: "round", cases, say });
  await rig.addRound({ id: "open", state: "open", cases, say });
});
afterAll(() => rig.database.drop());

describe("the cases behind a number", () => {
  test.each([
    [{}, [0, 1, 2, 3, 4, 5]],
    [{ found: "wrong" }, [0, 1, 5]],
    [{ found: "wrong", severity: "major" }, [0]],
    [{ found: "wrong", severityId: "minor" }, [1, 5]],
    [{ found: "wrong", type: "contradiction" }, [5]],
    [{ found: "wrong", section: "plan" }, [0, 1]],
    [{ found: "clean" }, [2]],
    [{ found: "tied" }, [1]],
    [{ found: "unread" }, [3, 4]],
    [{ found: "cannot-judge" }, [3]],
    [{ found: "all", offset: 4, limit: 1 }, [4]],
    [{ found: "all", arm: "nobody's" }, []],
  ] as const)("%o", async (asked, places) => {
    const { items } = await rig.as(rig.people.researcher).cases({ ...at, ...asked });
    expect(items.map(({ caseId }) => Number(caseId.at(-1))).sort()).toEqual(places);
  });

  test("are as many as the rate counts", async () => {
    const { result } = await rig.as(rig.people.researcher).result(at);
    const { total } = await rig.as(rig.people.researcher).cases({ ...at, found: "wrong", limit: 1 });
    expect(total).toBe(result?.rate.numerator);
    const { total: unread } = await rig.as(rig.people.researcher).cases({ ...at, found: "unread" });
    expect(unread).toBe(result?.counts.unread);
  });

  test("say what was found and not by whom", async () => {
    const { items } = await rig.as(rig.people.researcher).cases({ ...at, found: "tied" });
    expect(items).toMatchObject([{ wrong: true, types: ["fabricated"], readings: 2, marked: 1, settled: false }]);
    expect(JSON.stringify(items)).not.toMatch(/vera|rolf/);
  });

  test("are shown to nobody while the round is open", async () => {
    const asked = rig.as(rig.people.admin).cases({ ...at, campaign: "open" });
    await expect(asked).rejects.toMatchObject({ code: "CONFLICT" });
  });
});
