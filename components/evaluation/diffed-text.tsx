"use client";

import { Fragment, useMemo } from "react";
import { diffAgainst } from "./word-diff";

/** The text with words beyond the reference inserted and words it lacks struck out. */
export function DiffedText({ reference, text }: { reference: string | null; text: string }) {
  const parts = useMemo(() => (reference === null ? null : diffAgainst(reference, text)), [reference, text]);
  if (!parts) return <p className="whitespace-pre-wrap">{text}</p>;
  const keyed = parts.map((part, index) => ({ ...part, key: `${index} ${part.kind}` }));
  return (
    <p className="whitespace-pre-wrap">
      {keyed.map(({ key, kind, text: words }) => {
        if (kind === "added") {
          return (
            <ins key={key} className="rounded-sm bg-good-soft text-good no-underline">
              {words}
            </ins>
          );
        }
        if (kind === "removed") {
          return (
            <del key={key} className="rounded-sm bg-bad-soft text-bad">
              {words}
            </del>
          );
        }
        return <Fragment key={key}>{words}</Fragment>;
      })}
    </p>
  );
}
