"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCount, formatCounted } from "@/domain/format/number";
import type { RoundToSettle } from "@/domain/gates/settling-answer";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Badge } from "../../ui/badge";
import { ButtonLink } from "../../ui/button-link";
import { Card } from "../../ui/card";
import { ErrorState } from "../../ui/error-state";
import { settleAddress } from "../gate-addresses";

function standing({ counts }: RoundToSettle): string {
  if (counts === null) return "It is still being read. What readers differ on stands here once it is closed.";
  const settled = counts.settled === 0 ? "" : ` ${formatCount(counts.settled)} settled.`;
  if (counts.open > 0) return `${formatCounted(counts.open, "case")} to settle.${settled}`;
  return counts.settled === 0 ? "Readers differ on nothing." : `Nothing is left.${settled}`;
}

/** Rounds that name the viewer as adjudicator; nothing where there are none. */
export function RoundsToSettle() {
  const { project } = useProject();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.gates.settling.rounds.queryOptions({ project: project.slug }, { staleTime: 0 }),
  );
  if (error) return <ErrorState what="Rounds to settle" error={error} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  return (
    <section aria-labelledby="rounds-to-settle" className="grid gap-3">
      <h2 id="rounds-to-settle" className="font-semibold text-base">
        Rounds to settle
      </h2>
      <ul className="grid gap-3">
        {data.map((round) => (
          <li key={round.campaign}>
            <Card className="grid gap-2">
              <div className="flex flex-wrap items-center gap-2">
                <h3 className="font-semibold text-base">{round.title}</h3>
                {round.state === "closed" ? null : <Badge>{round.state}</Badge>}
                {round.counts && round.counts.open > 0 ? (
                  <ButtonLink href={settleAddress(project.slug, round.campaign)} className="ml-auto">
                    Settle cases
                  </ButtonLink>
                ) : null}
              </div>
              <p className="text-muted text-sm">{standing(round)}</p>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}
