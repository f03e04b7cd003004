import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { formatCounted } from "@/domain/format/number";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import type { GateAnswer } from "./use-gate";
import { KIND_WORDS } from "./verdict-looks";

type KindChoiceProps = {
  readings: GateAnswer["progress"]["readings"];
  shown: ReviewerKind;
  onChoose: (kind: ReviewerKind) => void;
};

/** People, names of a file and simulations are never mixed; where a round has several, one is looked at. */
export function KindChoice({ readings, shown, onChoose }: KindChoiceProps) {
  if (readings.length < 2) {
    if (shown === "person") return null;
    return <Badge tone="undecided">{KIND_WORDS[shown].read}</Badge>;
  }
  return (
    <fieldset aria-label="Whose readings" className="flex flex-wrap items-center gap-1">
      {readings.map(({ kind, readings: count }) => (
        <Button
          key={kind}
          size="sm"
          variant={kind === shown ? "secondary" : "ghost"}
          aria-pressed={kind === shown}
          onClick={() => onChoose(kind)}
        >
          {KIND_WORDS[kind].name} <span className="text-muted">{formatCounted(count, "reading")}</span>
        </Button>
      ))}
    </fieldset>
  );
}
