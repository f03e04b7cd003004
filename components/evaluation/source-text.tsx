import { readTurns } from "./read-turns";

/** The source as turns that can be cited by number. */
export function SourceText({ source }: { source: string }) {
  const turns = readTurns(source).map((turn, index) => ({ ...turn, number: index + 1 }));
  const spoken = turns.some((turn) => turn.speaker !== null);
  return (
    <ol className="grid gap-0.5">
      {turns.map(({ number, speaker, text }) => (
        <li key={number} className="flex gap-2 py-0.5">
          <span className="w-5 shrink-0 text-right font-mono text-xs leading-6 text-muted">{number}</span>
          {spoken ? <span className="w-20 shrink-0 truncate text-sm leading-6 text-muted">{speaker}</span> : null}
          <span className="min-w-0 max-w-[70ch] leading-6">{text}</span>
        </li>
      ))}
    </ol>
  );
}
