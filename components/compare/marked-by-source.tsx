import { useMemo } from "react";
import { splitBySource } from "./unsourced-words";

/** The text with the words that the source does not hold marked. */
export function MarkedBySource({ source, text }: { source: string; text: string }) {
  const parts = useMemo(
    () => splitBySource(source, text).map((part, at) => ({ ...part, key: `${at} ${part.text}` })),
    [source, text],
  );
  return (
    <p className="whitespace-pre-wrap">
      {parts.map(({ key, text: words, sourced }) =>
        sourced ? (
          <span key={key}>{words}</span>
        ) : (
          <mark key={key} className="rounded-sm bg-undecided-soft text-undecided underline decoration-dotted">
            {words}
          </mark>
        ),
      )}
    </p>
  );
}
