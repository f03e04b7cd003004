import { memo } from "react";
import { formatCount } from "@/domain/format/number";
import { formatInstant } from "@/domain/format/relative-time";
import { classNames } from "../ui/class-names";
import { lastOverwrite } from "./ansi";
import { styleLine } from "./style-line";
import type { LogLine } from "./use-log-lines";

const INK = { debug: "text-muted", info: "", warning: "text-undecided", error: "text-bad" } as const;

/** More would make a row that takes the browser longer to lay out than the whole screen. */
export const MOST_CHARACTERS = 2_000;

type LogRowProps = {
  line: LogLine;
  query: string;
  marked: boolean;
  onNumber: (number: number) => void;
  onWhole: (line: LogLine) => void;
};

/** One line: number, clock, text in the terminal's colours. */
export const LogRow = memo(function LogRow({ line, query, marked, onNumber, onWhole }: LogRowProps) {
  const text = lastOverwrite(line.text);
  const more = text.length - MOST_CHARACTERS;
  const at = new Date(line.time * 1000);
  const loud = line.level === "error" || line.level === "warning";
  return (
    <div
      className={classNames(
        "flex h-full w-max min-w-full gap-3 pr-4 whitespace-pre",
        marked ? "bg-[var(--evidence)]" : line.level === "error" ? "bg-bad-soft" : "",
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        onClick={() => onNumber(line.number)}
        title="Show this line among its neighbours; the address then points at it"
        className="w-16 shrink-0 select-none text-right text-muted hover:text-accent"
      >
        {line.number}
      </button>
      <time dateTime={at.toISOString()} title={formatInstant(at)} className="shrink-0 select-none text-muted">
        {at.toLocaleTimeString("en-GB")}
      </time>
      <span className={INK[line.level]}>
        {loud ? <span className="sr-only">{line.level}: </span> : null}
        {styleLine(more > 0 ? text.slice(0, MOST_CHARACTERS) : text, query).map(
          ({ key, text, match, color, bold, dim }) => {
            const style = {
              color: color ?? undefined,
              fontWeight: bold ? 700 : undefined,
              opacity: dim ? 0.8 : undefined,
            };
            return match ? (
              <mark key={key} className="rounded-sm bg-[var(--evidence)] text-ink">
                {text}
              </mark>
            ) : (
              <span key={key} style={style}>
                {text}
              </span>
            );
          },
        )}
        {more > 0 ? (
          <button type="button" className="text-accent hover:underline" onClick={() => onWhole(line)}>
            … {formatCount(more)} more characters
          </button>
        ) : null}
      </span>
    </div>
  );
});
