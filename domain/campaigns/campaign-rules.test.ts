import { describe, expect, test } from "vitest";
import { actionsOf, CAMPAIGN_ACTIONS, CAMPAIGN_RULES, CAMPAIGN_STATES } from "./campaign-rules";

describe("what a campaign allows", () => {
  test("follows its state", () => {
    expect(Object.keys(actionsOf({ state: "closed", origin: "texts" }))).toEqual(["reopen"]);
    expect(actionsOf({ state: "open", origin: "generations" })).toEqual({
      ...{ pause: "paused", extend: "open", close: "closed" },
    });
  });

  test.each(CAMPAIGN_STATES)("is nothing for labels of a file that is %s", (state) => {
    expect(actionsOf({ state, origin: "labels" })).toEqual({});
  });

  test("names known actions alone", () => {
    const named = Object.values(CAMPAIGN_RULES).flatMap(({ actions }) => Object.keys(actions));
    expect(named.filter((each) => !CAMPAIGN_ACTIONS.some((action) => action === each))).toEqual([]);
  });
});
