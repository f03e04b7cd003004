"use client";

import { useMemo, useReducer, useRef } from "react";
import type { CaseToSettle } from "@/domain/gates/settling-answer";
import { groupMarks } from "@/domain/gates/settling-points";
import { useProject } from "../../layout/project-context";
import { ScrollRegion } from "../../ui/scroll-region";
import { useGateWrites } from "../use-gate";
import { composeSettling } from "./compose-settling";
import { listCorrections } from "./correction-choice";
import { PointRow } from "./point-row";
import { ReadingsApart } from "./readings-apart";
import { SettleCorrection } from "./settle-correction";
import { changeDraft, openDraft } from "./settle-draft";
import { SettleFooter } from "./settle-footer";
import { SettleNote } from "./settle-note";
import { SettleSource } from "./settle-source";
import { useSettleKeys } from "./use-settle-keys";
import { useSettleTime } from "./use-settle-time";

type SettleCaseProps = { of: CaseToSettle; onNext: () => void };

/** Source, note, and what readings differ in; who said it stands nowhere. */
export function SettleCase({ of, onNext }: SettleCaseProps) {
  const { project } = useProject();
  const { settle, readAgain } = useGateWrites();
  const takeTime = useSettleTime(of.campaign, of.timed);
  const points = useMemo(() => groupMarks(of.readings), [of.readings]);
  const [draft, change] = useReducer(changeDraft, of, (from) => openDraft(points, from));
  const why = useRef<HTMLTextAreaElement>(null);
  const composed = composeSettling(of, points, draft);
  const current = points[draft.at];
  const save = () => {
    const { verdict, decisions, added, corrected, missing } = composed;
    if (draft.reason.trim() === "") why.current?.focus();
    if (missing !== null || verdict === null || settle.isPending) return;
    const given = { verdict, decisions, added, corrected, reason: draft.reason, seconds: takeTime() };
    settle.mutate(
      { project: project.slug, campaign: of.campaign, case: of.caseId, after: of.settled?.version ?? 0, ...given },
      {
        onSuccess: () => {
          onNext();
          void readAgain();
        },
      },
    );
  };
  useSettleKeys({ of, points, draft, change, save, skip: onNext, askWhy: () => why.current?.focus() });
  const evidence = current
    ? current.said.flatMap(({ mark }) =>
        mark.kind === "omission" ? [mark.span] : Array.isArray(mark.evidence) ? mark.evidence : [],
      )
    : [];
  const [agreed, differing] = [points.filter((point) => point.agreed), points.filter((point) => !point.agreed)];
  const row = (point: (typeof points)[number]) => (
    <PointRow
      key={point.id}
      of={of}
      point={point}
      choice={draft.verdict === "cannot-judge" ? { keep: null } : draft.choices[point.id]}
      current={point === current}
      onGo={() => change({ do: "go", at: points.indexOf(point) })}
      onChoose={(choice) => {
        change({ do: "go", at: points.indexOf(point) });
        change({ do: "choose", point, choice });
      }}
    />
  );
  return (
    <>
      <div className="grid min-h-0 flex-1 grid-cols-1 overflow-auto sides:grid-cols-2 sides:grid-rows-[minmax(0,1fr)_minmax(0,1.15fr)] sides:overflow-hidden">
        <ScrollRegion aria-label="Source" className="overflow-auto border-line border-b p-4 sides:border-r">
          <h2 className="mb-2 font-semibold text-sm">Source</h2>
          <SettleSource source={of.source} evidence={evidence} />
        </ScrollRegion>
        <ScrollRegion aria-label="Note" className="overflow-auto border-line border-b p-4 sides:border-r">
          <h2 className="mb-2 font-semibold text-sm">Note</h2>
          <SettleNote of={of} points={points} current={current} />
        </ScrollRegion>
        <ScrollRegion aria-label="What readings differ in" className="overflow-auto p-4 text-sm sides:col-span-2">
          <h2 className="mb-2 font-semibold text-sm">What readings differ in</h2>
          <ReadingsApart of={of} />
          <ul className="grid gap-2">{differing.map(row)}</ul>
          {agreed.length > 0 ? (
            <details className="mt-4" open={current?.agreed}>
              <summary className="text-muted">All agree on {agreed.length}; kept unless you drop it</summary>
              <ul className="mt-2 grid gap-2">{agreed.map(row)}</ul>
            </details>
          ) : null}
          {draft.verdict !== "cannot-judge" && (of.protocol.corrections || listCorrections(of).length > 0) ? (
            <SettleCorrection
              of={of}
              choice={draft.correction}
              own={draft.own}
              onChoose={(correction) => change({ do: "correct", correction })}
            />
          ) : null}
        </ScrollRegion>
      </div>
      <SettleFooter
        of={of}
        draft={draft}
        composed={composed}
        change={change}
        why={why}
        busy={settle.isPending}
        error={settle.error}
        onSave={save}
      />
    </>
  );
}
