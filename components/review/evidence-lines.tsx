"use client";

import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import type { CaseDesk } from "./case-desk";
import { type Box, linePath } from "./line-path";
import { turnNumbers } from "./mark-places";
import { useWatched } from "./use-watched";

type EvidenceLinesProps = { desk: CaseDesk; frame: RefObject<HTMLElement | null> };

const boxOf = (element: Element): Box => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { left, right, top, bottom };
};

/** Lines from the mark at the cursor to the turns that it rests on, as long as the columns stand side by side. */
function measure(frame: HTMLElement, mark: string, turns: readonly number[]): string[] {
  const [source, note] = frame.querySelectorAll("[data-column]");
  const piece = frame.querySelector(`[data-marks~="${CSS.escape(mark)}"]`);
  const sentence = piece?.closest("[data-sentence]");
  if (!source || !note || !piece || !sentence) return [];
  // It ends beside the sentence, so that it crosses no word.
  const from = { ...boxOf(piece), left: boxOf(sentence).left };
  const around = { source: boxOf(source), note: boxOf(note), frame: boxOf(frame) };
  if (around.note.left < around.source.right - 1) return [];
  return turns.flatMap((turn) => {
    const element = frame.querySelector(`#turn-${turn - 1}`);
    return element ? [linePath(from, boxOf(element), around)] : [];
  });
}

export function EvidenceLines({ desk, frame }: EvidenceLinesProps) {
  const state = useWatched(desk);
  const [paths, setPaths] = useState<string[]>([]);
  const mark = state.log.draft.marks.find(({ id }) => id === state.mark);
  const evidence = mark?.kind === "error" && Array.isArray(mark.evidence) ? mark.evidence : null;
  const id = evidence ? state.mark : null;
  const turns = evidence ? turnNumbers(desk.review.source.turns, evidence).join(" ") : "";
  useLayoutEffect(() => {
    if (frame.current && id) setPaths(measure(frame.current, id, turns.split(" ").map(Number)));
    else setPaths((before) => (before.length === 0 ? before : []));
  }, [frame, id, turns]);
  useEffect(() => {
    const element = frame.current;
    if (!element || !id) return;
    let asked = 0;
    const again = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => setPaths(measure(element, id, turns.split(" ").map(Number))));
    };
    const watcher = new ResizeObserver(again);
    watcher.observe(element);
    element.addEventListener("scroll", again, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(asked);
      watcher.disconnect();
      element.removeEventListener("scroll", again, { capture: true });
    };
  }, [frame, id, turns]);
  if (paths.length === 0) return null;
  return (
    <svg aria-hidden className="pointer-events-none absolute inset-0 z-10 size-full overflow-hidden">
      {paths.map((path) => (
        <path key={path} d={path} fill="none" className="stroke-accent" strokeWidth={1.25} />
      ))}
    </svg>
  );
}
