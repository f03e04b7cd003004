"use client";

import { X } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import type { EarlierCase } from "@/domain/assessments/review-answer";
import { formatCounted } from "@/domain/format/number";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { ScrollRegion } from "../ui/scroll-region";
import { SkeletonLines } from "../ui/skeleton";
import type { Workspace } from "./workspace";

const VERDICTS: Record<string, string> = {
  clean: "no hallucination",
  marked: "marked",
  "cannot-judge": "cannot judge",
  first: "A better",
  second: "B better",
  tie: "equal",
};

function words({ verdict, marks, unsure }: EarlierCase): string {
  const said = verdict === null ? "no verdict yet" : VERDICTS[verdict];
  return [said, marks > 0 && formatCounted(marks, "mark"), unsure && "unsure"].filter(Boolean).join(" · ");
}

/** What was read before, newest first; all of it stays open while the round is. */
export function EarlierCases({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const [cases, setCases] = useState<EarlierCase[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [more, setMore] = useState(true);
  const load = useCallback(
    async (before?: string) => {
      try {
        const found = await workspace.api.earlier(before);
        setCases((known) => (before ? [...(known ?? []), ...found] : found));
        setMore(found.length === 50);
      } catch (error) {
        setFailure(describeError(error).sentence);
      }
    },
    [workspace],
  );
  useEffect(() => void load(), [load]);
  return (
    <ScrollRegion
      aria-label="Earlier cases"
      className="relative max-h-[45dvh] shrink-0 overflow-auto border-b border-line bg-raised px-5 py-3"
    >
      <Button variant="ghost" size="icon" aria-label="Fold the earlier cases" onClick={onClose} className="float-right">
        <X aria-hidden className="size-4" />
      </Button>
      <h2 className="mb-2 font-semibold">Earlier cases</h2>
      {failure ? <p role="alert">{failure}</p> : null}
      {cases === null && !failure ? <SkeletonLines lines={3} label="Loading earlier cases" /> : null}
      {cases?.length === 0 ? <p className="text-muted">This is your first case of the round.</p> : null}
      <ol className="flex flex-wrap gap-2">
        {cases?.map((each) => (
          <li key={each.assignmentId}>
            <Button
              onClick={() => {
                onClose();
                void workspace.open(each.assignmentId);
              }}
            >
              <b>{each.practice ? `practice ${each.position}` : each.position}</b> {words(each)}
            </Button>
          </li>
        ))}
      </ol>
      {cases && more && cases.length > 0 ? (
        <Button className="mt-2" onClick={() => void load(cases.at(-1)?.assignmentId)}>
          More
        </Button>
      ) : null}
    </ScrollRegion>
  );
}
