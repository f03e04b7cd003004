import { memo } from "react";
import { formatCounted } from "@/domain/format/number";
import { DiffedText } from "../evaluation/diffed-text";
import { SourceText } from "../evaluation/source-text";
import type { RouterOutputs } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { DurationText } from "../ui/number/duration-text";

type GenerationCardProps = {
  row: RouterOutputs["generations"]["list"]["rows"][number];
  marks: boolean;
  ending: string;
};

/** One generation: source left, reference and text right. */
export const GenerationCard = memo(function GenerationCard({ row, marks, ending }: GenerationCardProps) {
  return (
    <li className="border-line border-b px-4 py-4 [contain-intrinsic-size:auto_320px] [content-visibility:auto]">
      <div className="mb-2 flex flex-wrap items-center gap-3 text-xs text-muted">
        <h2 className="text-sm font-semibold text-ink">Example {row.position + 1}</h2>
        {row.section ? <span>{row.section}</span> : null}
        <Badge tone={row.finishReason === "stop" ? "neutral" : row.finishReason === "length" ? "undecided" : "bad"}>
          {ending}
        </Badge>
        <span>
          {formatCounted(row.promptTokens, "token")} read, {formatCounted(row.completionTokens, "token")} written
        </span>
        <DurationText seconds={row.seconds} />
      </div>
      <div className="grid gap-6 text-base md:grid-cols-2">
        <div>
          <SourceText source={row.source} />
        </div>
        <div className="grid content-start gap-3">
          <section>
            <h3 className="text-xs text-muted">Reference</h3>
            {row.reference === null ? (
              <p className="text-muted">This example has no reference.</p>
            ) : (
              <p className="max-w-[70ch] whitespace-pre-wrap">{row.reference}</p>
            )}
          </section>
          <section>
            <h3 className="text-xs text-muted">Generation</h3>
            <div className="max-w-[70ch]">
              {row.text === "" ? (
                <p className="text-undecided">empty text</p>
              ) : (
                <DiffedText reference={marks ? row.reference : null} text={row.text} />
              )}
            </div>
          </section>
        </div>
      </div>
    </li>
  );
});
