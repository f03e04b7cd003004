import type { Estimate } from "@/domain/estimate";
import { Forest } from "../charts/forest";
import { Card, CardHeader } from "../ui/card";
import { groupDifferences } from "./group-differences";

/** Shares, scores and counts do not share a scale, so each kind has its own. */
export function DifferencesCard({ differences, sample }: { differences: readonly Estimate[]; sample: string }) {
  return (
    <Card>
      <CardHeader title="Paired differences" remark={`candidate minus baseline, ${sample}; the line is zero`} />
      {groupDifferences(differences).map((group) => (
        <section key={group.title} aria-label={group.title} className="pb-2 last:pb-0">
          <h3 className="text-xs text-muted">{group.title}</h3>
          <Forest rows={group.rows} scale={group.scale} caption={`Paired differences: ${group.title}`} />
        </section>
      ))}
    </Card>
  );
}
