import { expect, test } from "vitest";
import { HOLDS } from "./dataset-types";
import { approvalState, statementProblems, statementSchema, takesApproval } from "./statement";

test("only identifiable text must have an approval with an end", () => {
  for (const holds of HOLDS) {
    const problems = statementProblems({ holds, approval: null, approvedUntil: null });
    expect(problems.map(({ where }) => where)).toEqual(holds === "identifiable" ? ["approval", "approvedUntil"] : []);
  }
  expect(statementProblems({ holds: "identifiable", approval: "Vote 1", approvedUntil: "2030-01-01" })).toEqual([]);
});

test("an approval holds through its last day", () => {
  const approved = { approval: "Vote 1", approvedUntil: "2026-05-31" };
  expect(approvalState(approved, "2026-05-31")).toBe("standing");
  expect(approvalState(approved, "2026-06-01")).toBe("ended");
  expect(approvalState({ approval: "Vote 1", approvedUntil: null }, "2099-01-01")).toBe("standing");
  expect(approvalState({ approval: null, approvedUntil: null }, "2026-01-01")).toBe("none");
});

test("spaces are no approval, and a day that is none is refused", () => {
  expect(statementSchema.parse({ holds: "synthetic", approval: "  " })).toMatchObject({
    approval: null,
    approvedUntil: null,
  });
  expect(statementSchema.safeParse({ holds: "synthetic", approvedUntil: "2026-02-30" }).success).toBe(false);
  expect(HOLDS.filter(takesApproval)).toEqual(["deidentified", "identifiable"]);
});
