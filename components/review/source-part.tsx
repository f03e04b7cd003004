"use client";

import { useMemo, useState } from "react";
import { formatCount } from "@/domain/format/number";
import type { CaseDesk } from "./case-desk";
import { FindField } from "./find-field";
import { findInSource } from "./find-in-source";
import { spanAt } from "./mark-places";
import { SourceColumn } from "./source-column";

/** The source with a field to find in it. */
export function SourcePart({ desk }: { desk: CaseDesk }) {
  const { source } = desk.review;
  const [find, setFind] = useState("");
  const [hit, setHit] = useState(0);
  const found = useMemo(() => findInSource(source, find), [source, find]);
  const goTo = (next: number, among = found) => {
    setHit(next);
    const place = among.all[next];
    if (place) desk.patch({ turn: spanAt(source.turns, place.start) });
  };
  const look = (words: string) => {
    setFind(words);
    goTo(0, findInSource(source, words));
  };
  const kind = source.turns.some(({ speaker }) => speaker) ? "dialogue" : "document";
  return (
    <>
      <div className="mb-2 flex items-center gap-2 text-sm">
        <h2 className="font-semibold">Source</h2>
        <span className="text-muted">
          {kind}, {formatCount(source.turns.length)} {kind === "dialogue" ? "turns" : "sentences"}
        </span>
        <FindField words={find} hit={hit} count={found.all.length} onWords={look} onHit={goTo} />
      </div>
      <SourceColumn desk={desk} found={found} hit={found.all[hit] ?? null} />
    </>
  );
}
