import { expect, test } from "vitest";
import { ReaderNames, type ReaderRow } from "./read-report-rounds";

const row = (campaignId: string, kind: ReaderRow["kind"], identity: string): ReaderRow => ({
  ...{ campaignId, kind, identity, reviewerId: `${identity} in ${campaignId}`, readings: 2, seconds: 9 },
});

test("of a round that several kinds read only those count that its rate is of, and a person is one in all rounds", () => {
  const rows = [row("one", "person", "ada"), row("one", "simulated", "sim"), row("two", "person", "ada")];
  const names = new ReaderNames(rows, "study");
  expect(names.counted("one", "person").map(({ identity }) => identity)).toEqual(["ada"]);
  expect(names.counted("one", "simulated").map(({ identity }) => identity)).toEqual(["sim"]);
  expect(names.counted("two", "simulated")).toEqual([]);
  expect(names.of("ada in one")).toBe(names.of("ada in two"));
  expect(new Set(rows.map(({ reviewerId }) => names.of(reviewerId)))).toEqual(new Set(["R1", "R2"]));
});
