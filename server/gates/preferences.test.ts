import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { campaignCase, campaignStateChange } from "@/db/schema/campaigns";
import { ARMS, addChoiceRound, chose } from "./testing/add-choice-round";
import { cases, createGateRig, type GateRig } from "./testing/gate-rig";

const at = { project: "notes" };
let rig: GateRig;
beforeAll(async () => {
  rig = await createGateRig();
});
afterAll(() => rig.database.drop());

type Kind = "person" | "simulated" | "imported";
const asked = (campaign: string, kind: Kind | null = null) => ({ ...at, campaign, kind });
const readAll = (id: string, kind: Kind | null = null) => rig.as(rig.people.researcher).preferences(asked(id, kind));
async function pairOf(id: string, kind: Kind | null = null) {
  const { pairs } = await readAll(id, kind);
  const [pair] = pairs;
  if (!pair || pairs.length !== 1) throw new Error(`There are ${pairs.length} pairs.`);
  return pair;
}
const add = (round: Parameters<typeof addChoiceRound>[1]) => addChoiceRound(rig.db, round);

describe("positions are turned back before anything is counted", () => {
  test("a reader who always prefers the tuned notes, wherever they stood", async () => {
    const say = (place: number) => {
      const swapped = place % 2 === 0;
      return chose(swapped ? "first" : "second", { swapped });
    };
    await add({ id: "shuffled", cases: cases(20), say });
    const { arms, counts, tiesLeftOut, signTest, position } = await pairOf("shuffled");
    expect(arms).toEqual(["base", "tuned"]);
    expect(counts).toMatchObject({ cases: 20, judged: 20, groups: 20, wins: [0, 20], ties: 0 });
    expect(tiesLeftOut.value).toBe(0);
    expect(signTest.value).toBeCloseTo(2 * 0.5 ** 20, 15);
    expect(position).toMatchObject({ firstShown: { value: 0.5, n: 20 }, swapped: 10 });
  });

  test("a reader who always takes what stands first prefers no arm, and is told", async () => {
    const say = (place: number) => chose("first", { swapped: place % 2 === 0 });
    await add({ id: "biased", cases: cases(40), say });
    const { counts, signTest, position, cautions } = await pairOf("biased");
    expect(counts.wins).toEqual([20, 20]);
    expect(signTest.value).toBe(1);
    expect(position.firstShown).toMatchObject({ value: 1, numerator: 40, denominator: 40 });
    expect(cautions.join(" ")).toContain("chose the note that stood first");
  });

  test("a case that holds the arms the other way round belongs to the same pair", async () => {
    const turned = { arm: "tuned", otherArm: "base" };
    await add({ id: "turned", cases: [turned, turned, {}], say: () => chose("first") });
    const { counts, position } = await pairOf("turned");
    expect(counts.wins).toEqual([1, 2]);
    expect(position.swapped).toBe(2);
  });

  test("readers of unlike orders who mean the same arm agree", async () => {
    const say = (place: number, { id }: { id: string }) => {
      const wantsBase = place % 3 === 0;
      const swapped = id === "rolf";
      return chose(wantsBase === swapped ? "second" : "first", { swapped });
    };
    await add({ id: "agreeing", cases: cases(30), readers: rig.readers, say });
    const { agreement, counts } = await pairOf("agreeing");
    expect(counts.wins).toEqual([10, 20]);
    expect(agreement.readTwice).toBe(30);
    for (const each of [agreement.raw, agreement.kappa, agreement.alpha, agreement.ac1])
      expect(each).toMatchObject({ value: 1, n: 30, unit: "case" });
    expect(agreement.kappa).toEqual(agreement.cohen);
  });
});

describe("what counts", () => {
  test("people, simulations and names of a file are never mixed", async () => {
    const readers = [
      { id: "vera" },
      { id: "robot", kind: "simulated" as const },
      { id: "file", kind: "imported" as const },
    ];
    const said = { vera: "first", robot: "second", file: "tie" } as const;
    const say = (_: number, { id }: { id: string }) => chose(id === "robot" || id === "file" ? said[id] : said.vera);
    await add({ id: "mixed", cases: cases(6), readers, say });
    expect(await readAll("mixed")).toMatchObject({ kind: "person", left: { otherReaders: 12 } });
    const [people, simulated, imported] = await Promise.all(
      (["person", "simulated", "imported"] as const).map((kind) => pairOf("mixed", kind)),
    );
    expect([people?.counts.wins, simulated?.counts.wins, imported?.counts.wins]).toEqual([
      [6, 0],
      [0, 6],
      [0, 0],
    ]);
    expect(imported?.counts.ties).toBe(6);
    for (const each of [people, simulated, imported]) expect(each?.agreement.readTwice).toBe(0);
    expect(imported?.position.firstShown).toMatchObject({ state: "undefined" });
  });

  test("repeats, controls and what was withdrawn are left out and counted", async () => {
    const kinds = ["practice", "planted", "clean", "repeat", "sample", "sample", "sample"] as const;
    const rows = kinds.map((kind, place) => ({ kind, ...(place === 6 ? { withdrawnAt: new Date() } : {}) }));
    await add({ id: "kinds", cases: rows, say: () => chose("first") });
    const { left, pairs } = await readAll("kinds");
    expect(left).toEqual({ withdrawn: 1, practice: 1, planted: 1, clean: 1, repeats: 1, otherReaders: 0 });
    expect(pairs[0]?.counts).toMatchObject({ cases: 2, wins: [2, 0], readings: 2 });
  });

  test("several readers are settled by majority; splits are ties that are told apart", async () => {
    const readers = ["vera", "rolf", "nora"].map((id) => ({ id }));
    const said = [
      ["first", "first", "second"],
      ["first", "second", "tie"],
      ["tie", "tie", "first"],
      ["cannot-judge", "second", "second"],
      ["cannot-judge", "cannot-judge", "cannot-judge"],
      [null, null, null],
      ["first", null, null],
    ] as const;
    const say = (place: number, { id }: { id: string }) => {
      const verdict = said[place]?.[readers.findIndex((each) => each.id === id)];
      return verdict ? chose(verdict, { late: place === 6 }) : null;
    };
    await add({ id: "several", cases: cases(7), readers, say });
    const { counts, agreement, cautions, position } = await pairOf("several");
    expect(counts).toEqual({
      ...{ cases: 7, judged: 5, cannotJudge: 1, unread: 1, groups: 5, wins: [2, 1], ties: 2, split: 1 },
      ...{ incomplete: 1, readings: 16, readingsCannotJudge: 4, late: 1 },
    });
    expect(agreement).toMatchObject({ readTwice: 4, raw: { n: 4, excluded: 3 } });
    expect(agreement.cohen).toMatchObject({ state: "undefined", reason: expect.stringContaining("more than two") });
    expect(agreement.kappa).toEqual(agreement.fleiss);
    expect(position.firstShown).toMatchObject({ numerator: 5, n: 9, excluded: 7 });
    const told = cautions.join("\n");
    for (const word of ["split on 1\u00a0case", "fewer readings", "1\u00a0reading arrived", "unread", "too narrow"])
      expect(told).toContain(word);
  });

  test("how much better each arm was called, by reading", async () => {
    const said = [
      chose("first", { strength: "much" }),
      chose("first", { strength: "slightly", swapped: true }),
      chose("second", { strength: null }),
      chose("tie"),
    ];
    await add({ id: "strong", cases: cases(4), say: (place) => said[place] ?? null });
    expect((await pairOf("strong")).strengths).toEqual([
      { slightly: 0, clearly: 0, much: 1, unsaid: 0 },
      { slightly: 1, clearly: 0, much: 0, unsaid: 1 },
    ]);
  });

  test("weights are carried into the shares, and the exact test is refused with its reason", async () => {
    const rows = Array.from({ length: 40 }, (_, place) => ({ weight: place < 20 ? 0.5 : 1.5 }));
    await add({ id: "weighted", cases: rows, say: (place) => chose(place < 20 ? "first" : "second") });
    const { tiesHalved, tiesLeftOut, signTest, cautions } = await pairOf("weighted");
    expect([tiesHalved.value, tiesLeftOut.value]).toEqual([0.25, 0.25]);
    expect(signTest).toMatchObject({ state: "undefined", reason: expect.stringContaining("unequal shares") });
    expect(cautions.join(" ")).toContain("shares are weighted");
  });

  test("notes of one patient are told of, and pairs of other arms are counted for themselves", async () => {
    const rows = Array.from({ length: 60 }, (_, place) => ({
      groupKey: `patient ${place % 25}`,
      ...(place < 40 ? ARMS : { arm: "base", otherArm: "merged" }),
    }));
    await add({ id: "pairs", cases: rows, say: (place) => chose(place < 40 ? "second" : "first") });
    const { pairs } = await readAll("pairs");
    expect(pairs.map(({ arms, counts }) => [arms, counts.wins, counts.groups])).toEqual([
      [["base", "merged"], [20, 0], 20],
      [["base", "tuned"], [0, 40], 25],
    ]);
    expect(pairs[1]?.cautions.join(" ")).toContain("25\u00a0patients or documents");
  });
});

test("answers the same whenever asked, and at once anew when a case is taken out or the round was closed again", async () => {
  await add({ id: "kept", cases: cases(8), say: (place) => chose(place < 6 ? "first" : "second") });
  const first = await readAll("kept");
  expect(await readAll("kept", "person")).toEqual(first);
  await rig.db.update(campaignCase).set({ withdrawnAt: new Date() }).where(eq(campaignCase.id, "kept-case-0"));
  const second = await pairOf("kept");
  expect(second.counts).toMatchObject({ cases: 7, wins: [5, 2] });
  const closing = { id: "kept-again", projectId: "p", campaignId: "kept", action: "close", to: "closed" as const };
  await rig.db.insert(campaignStateChange).values(closing);
  expect((await pairOf("kept")).cautions.join(" ")).toContain("closed 2 times");
});
