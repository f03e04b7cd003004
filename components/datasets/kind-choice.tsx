import { DIFF_KINDS, type DiffKind } from "@/domain/datasets/version-diff";
import { formatCount } from "@/domain/format/number";
import { classNames } from "../ui/class-names";

const WORDS: Readonly<Record<DiffKind, string>> = {
  added: "added",
  removed: "removed",
  changed: "changed",
  moved: "moved to another split",
  erased: "erased",
  same: "as before",
};

type KindChoiceProps = {
  counts: Readonly<Record<DiffKind, number>>;
  kind: DiffKind | undefined;
  onChange: (kind: DiffKind) => void;
};

/** How many rows became what; a choice shows them. */
export function KindChoice({ counts, kind, onChange }: KindChoiceProps) {
  return (
    <ul className="flex flex-wrap gap-2 text-sm">
      {DIFF_KINDS.map((each) => (
        <li key={each}>
          <button
            type="button"
            aria-pressed={each === kind}
            disabled={counts[each] === 0}
            onClick={() => onChange(each)}
            className={classNames(
              "rounded-md border px-3 py-1.5 text-left disabled:cursor-not-allowed disabled:text-muted",
              each === kind ? "border-accent bg-accent-soft" : "border-line enabled:hover:bg-raised",
            )}
          >
            <span className="font-medium">{formatCount(counts[each])}</span> {WORDS[each]}
          </button>
        </li>
      ))}
    </ul>
  );
}
