"use client";

import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import type { LineageGroup } from "@/domain/lineage/fold-alike";
import type { TraceEdge } from "@/domain/lineage/lineage-answer";
import { LINEAGE_NODES } from "@/domain/lineage/node-kinds";
import { ScrollRegion } from "../ui/scroll-region";
import { LineageBox } from "./lineage-box";
import { type BoxSize, layoutLineage } from "./lineage-layout";
import { findNextBox } from "./next-box";
import { subtitleOf, titleOf } from "./node-words";

const SIZE: BoxSize = { width: 156, height: 64, columnGap: 30, rowGap: 14 };
const MARGIN = 5;

type LineagePictureProps = {
  groups: readonly LineageGroup[];
  edges: readonly TraceEdge[];
  here: string;
  chosen: string;
  nameOf: (name: string) => string;
  onChoose: (group: string) => void;
};

/** From left to right, from what came first to what came of it; arrow keys go from box to box. */
export function LineagePicture({ groups, edges, here, chosen, nameOf, onChoose }: LineagePictureProps) {
  const frame = useRef<HTMLElement>(null);
  const { places, paths, width, height } = useMemo(() => {
    const ids = groups.map(({ id }) => id);
    return layoutLineage(ids, edges, SIZE);
  }, [groups, edges]);
  const inOrder = useMemo(() => {
    const at = (id: string) => places.get(id) ?? { x: 0, y: 0 };
    return [...groups].sort((one, other) => at(one.id).x - at(other.id).x || at(one.id).y - at(other.id).y);
  }, [groups, places]);
  const seen = places.get(here)?.x;
  useEffect(() => {
    const element = frame.current;
    if (element && seen !== undefined) element.scrollLeft = seen + SIZE.width / 2 - element.clientWidth / 2;
  }, [seen]);
  const go = (event: KeyboardEvent, from: string) => {
    const next = findNextBox(places, from, event.key);
    if (!next) return;
    event.preventDefault();
    frame.current?.querySelector<SVGAElement>(`[data-box="${CSS.escape(next)}"]`)?.focus();
  };
  const [across, down] = [width + 2 * MARGIN, height + 2 * MARGIN];
  return (
    <ScrollRegion ref={frame} aria-label="Picture" className="overflow-x-auto rounded-md">
      <svg width={across} height={down} className="mx-auto block">
        <title>Lineage</title>
        <g transform={`translate(${MARGIN} ${MARGIN})`}>
          <g fill="none">
            {edges.map(({ from, to, kind, name }, index) => {
              const near = from === chosen || to === chosen;
              return (
                <path
                  key={`${from} ${to} ${kind} ${name}`}
                  d={paths[index]}
                  stroke={near ? "var(--accent)" : "var(--line-strong)"}
                  strokeWidth={near ? 2 : 1.25}
                />
              );
            })}
          </g>
          {inOrder.map((group) => {
            const { id, kind } = group;
            const at = places.get(id) ?? { x: 0, y: 0 };
            const says = { ...group, name: nameOf(group.name) };
            return (
              <g key={id} transform={`translate(${at.x} ${at.y})`}>
                <a
                  href={`?at=${encodeURIComponent(id)}`}
                  data-box={id}
                  aria-label={`${LINEAGE_NODES[kind].one}: ${titleOf(says)}, ${subtitleOf(says)}`}
                  aria-current={id === here ? "page" : id === chosen || undefined}
                  onKeyDown={(event) => go(event, id)}
                  onClick={(event) => {
                    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                    event.preventDefault();
                    onChoose(id);
                  }}
                  className="outline-none [&:focus-visible>rect]:[stroke-width:3px] [&:focus-visible>rect]:stroke-(--focus)"
                >
                  <LineageBox group={group} size={SIZE} here={id === here} chosen={id === chosen} nameOf={nameOf} />
                </a>
              </g>
            );
          })}
        </g>
      </svg>
    </ScrollRegion>
  );
}
