import Link from "next/link";
import { useProject } from "../../layout/project-context";
import { Card, CardHeader } from "../../ui/card";
import { CountText } from "../../ui/number/count-text";
import { casesAddress } from "../gate-addresses";
import type { ClosedResult } from "../use-gate";

type Line = { label: string; count: number; found: string | null };

function linesOf({ counts }: ClosedResult): { title: string; lines: Line[] }[] {
  const { left } = counts;
  return [
    {
      title: "In the rate",
      lines: [
        { label: "Notes of the sample", count: counts.cases, found: "all" },
        { label: "Read, and judged", count: counts.read, found: null },
        { label: "Judged by nobody, left out", count: counts.unread, found: "unread" },
        { label: "With fewer readings than planned", count: counts.incomplete, found: "incomplete" },
        { label: "Tied, counted as errors", count: counts.tied, found: "tied" },
        { label: "Settled", count: counts.settled, found: "settled" },
        { label: "Readings", count: counts.readings, found: null },
        { label: "Readings that cannot judge", count: counts.cannotJudge, found: "cannot-judge" },
        { label: "Readings after the close", count: counts.late, found: "late" },
        { label: "Patients or documents", count: counts.groups, found: null },
      ],
    },
    {
      title: "In no rate",
      lines: [
        { label: "Taken out", count: left.withdrawn, found: null },
        { label: "Practice", count: left.practice, found: null },
        { label: "Hidden repeats", count: left.repeats, found: null },
        { label: "Planted errors", count: left.planted, found: null },
        { label: "Clean controls", count: left.clean, found: null },
        { label: "Readings by readers of another kind", count: left.otherReaders, found: null },
        { label: "Notes of other arms", count: left.otherArms, found: null },
      ],
    },
  ];
}

export function CountsCard({ result, campaign }: { result: ClosedResult; campaign: string }) {
  const { project } = useProject();
  return (
    <Card className="text-sm">
      <CardHeader title="What was counted" />
      {linesOf(result).map(({ title, lines }) => (
        <section key={title} aria-label={title} className="mb-3 last:mb-0">
          <h3 className="mb-1 text-xs text-muted">{title}</h3>
          <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
            {lines.map(({ label, count, found }) => (
              <div key={label} className="contents">
                <dt>{label}</dt>
                <dd className="text-right">
                  {found && count > 0 ? (
                    <Link
                      href={casesAddress(project.slug, campaign, { found, readers: result.kind })}
                      className="text-accent underline underline-offset-2"
                    >
                      <CountText value={count} />
                      <span className="sr-only"> cases: {label}</span>
                    </Link>
                  ) : (
                    <CountText value={count} />
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Card>
  );
}
