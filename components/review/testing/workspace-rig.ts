import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import type { NextCases, ReviewCase } from "@/domain/assessments/review-answer";
import { ChangeKeeper } from "../store/change-keeper";
import { Workspace } from "../workspace";
import { makeCase, makeProtocol } from "./review-case";

/** So that no press counts as one too many. */
export const clock = { now: 1_000 };
export const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A round of so many cases at a server that gives copies of them as they were at the beginning. */
export function beginRound(total: number, unsent: AssessmentChange[] = [], more: Partial<ReviewCase> = {}) {
  const kept: AssessmentChange[] = [];
  const decided = new Set<string>();
  const server = { refuses: false, unreachable: false, asked: 0 };
  const keeper = new ChangeKeeper("notes", {
    store: { add: async () => {}, readAll: async () => [], remove: async () => {}, refuse: async () => {} },
    save: async (changes) => {
      if (server.refuses) {
        const refused = changes.map(({ id }) => ({ id, reason: "Not taken.", remedy: "Let go." }));
        return { acknowledged: [], refused };
      }
      for (const { assignmentId, body } of changes) if (body.kind === "verdict") decided.add(assignmentId);
      return { acknowledged: changes.map(({ id }) => id), refused: [] };
    },
    tell: ({ changes, kind }) => kind === "made" && kept.push(...changes),
    later: () => () => {},
  });
  const all = Array.from({ length: total }, (_, index) => makeCase({ assignmentId: `case-${index}`, ...more }));
  const open = () => all.filter(({ assignmentId }) => !decided.has(assignmentId));
  const round = {
    ...{ campaign: "round", title: "Letters", state: "open" as const, mode: "marks" as const, done: 0, total },
    practice: { needed: false, passed: true, done: 0, total: 0, passMark: null, score: null },
    protocol: makeProtocol({ required: [] }),
    leaseMinutes: null,
  };
  const workspace = new Workspace(
    round,
    keeper,
    {
      round: async () => round,
      next: async (count, after): Promise<NextCases> => {
        server.asked += 1;
        if (server.unreachable) throw new TypeError("The network is away.");
        const from = after ? all.findIndex(({ assignmentId }) => assignmentId === after) + 1 : 0;
        const cases = all
          .slice(from)
          .filter((each) => open().includes(each))
          .slice(0, count);
        return { cases, none: cases.length > 0 ? null : "done" };
      },
      one: async (assignment) => {
        const found = all.find(({ assignmentId }) => assignmentId === assignment);
        if (!found) throw new Error("There is no such case that is yours to read.");
        return found;
      },
      save: async () => "unreachable",
      localKey: async () => "",
      time: async () => {},
      earlier: async () => [],
      practiseAgain: async () => decided.clear(),
      feedback: async () => {
        throw new Error("No practice here.");
      },
    },
    unsent,
  );
  const at = () => workspace.read().desk?.review.assignmentId ?? null;
  const decide = (command: Parameters<Workspace["decide"]>[0]) => {
    clock.now += 1_000;
    workspace.read().desk?.patch({ endSeen: true });
    const done = workspace.decide(command);
    if (done) workspace.forward();
    return done;
  };
  return { workspace, keeper, server, kept, at, decide };
}
