"use client";

import type { CaseToSettle } from "@/domain/gates/settling-answer";
import type { Choice, Point } from "@/domain/gates/settling-points";
import { useKeys } from "../../layout/keys";
import { nextCorrection } from "./correction-choice";
import { keepPoint, regrade, retype, type SettleDraft, type Step, takeReading } from "./settle-draft";

type Reached = {
  of: CaseToSettle;
  points: readonly Point[];
  draft: SettleDraft;
  change: (step: Step) => void;
  save: () => void;
  skip: () => void;
  askWhy: () => void;
};

/** The whole case by keyboard. */
export function useSettleKeys({ of, points, draft, change, save, skip, askWhy }: Reached): void {
  const point = points[draft.at];
  const choose = (make: (point: Point) => Choice) => () => {
    if (point) change({ do: "choose", point, choice: make(point) });
  };
  const { protocol, readings } = of;
  useKeys("Places", [
    { keys: "j", label: "Next place", run: () => change({ do: "move", by: 1, points }) },
    { keys: "ArrowDown", label: "Next place", run: () => change({ do: "move", by: 1, points }) },
    { keys: "k", label: "Place before", run: () => change({ do: "move", by: -1, points }) },
    { keys: "ArrowUp", label: "Place before", run: () => change({ do: "move", by: -1, points }) },
    { keys: "Enter", label: "Keep", run: choose((each) => keepPoint(draft, each)) },
    { keys: "x", label: "Drop", run: choose(() => ({ keep: null })) },
    ...readings.slice(0, 8).map(({ label, assessmentId }) => ({
      keys: label.toLowerCase(),
      label: `As reading ${label} has it`,
      run: choose((each) => takeReading(each, assessmentId)),
    })),
    ...protocol.taxonomy.types.map(({ id, label }, index) => ({
      keys: String(index + 1),
      label,
      run: choose((each) => (each.kind === "omission" ? keepPoint(draft, each) : retype(draft, each, id))),
    })),
    { keys: "s", label: "Next severity", run: choose((each) => regrade(draft, each, protocol.severities)) },
  ]);
  useKeys("Case", [
    { keys: "n", label: "No error", run: () => change({ do: "verdict", verdict: "clean" }) },
    { keys: "y", label: "An error", run: () => change({ do: "verdict", verdict: "marked" }) },
    { keys: "u", label: "Cannot be judged", run: () => change({ do: "verdict", verdict: "cannot-judge" }) },
    {
      keys: "t",
      label: "Next corrected note",
      run: () => change({ do: "correct", correction: nextCorrection(of, draft.correction, draft.own) }),
    },
    { keys: "r", label: "Write why", run: askWhy },
    { keys: "shift+Enter", label: "Save, next", run: save },
    { keys: "]", label: "Next case, without saving", run: skip },
  ]);
}
