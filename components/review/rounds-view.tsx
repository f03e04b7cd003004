"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { RoundSummary } from "@/domain/assessments/review-answer";
import { formatCount, formatCounted } from "@/domain/format/number";
import { RoundsToSettle } from "../gates/settle/rounds-to-settle";
import { useKeys } from "../layout/keys";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button-link";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Kbd } from "../ui/kbd";
import { SkeletonLines } from "../ui/skeleton";

const MODE_WORDS: Record<RoundSummary["mode"], string> = {
  marks: "mark what the source does not bear out",
  "yes-no": "one yes or no for each note",
  "side-by-side": "two notes, which is better",
};

/** Those begun and not done stand before those that are new; else as the server orders them. */
function inTurn(rounds: readonly RoundSummary[]): RoundSummary[] {
  const begun = ({ state, done, total }: RoundSummary) => state === "open" && done > 0 && done < total;
  return [...rounds.filter(begun), ...rounds.filter((round) => !begun(round))];
}

/** The rounds that the viewer reads in, those with work first. */
export function RoundsView() {
  const { project } = useProject();
  const trpc = useTRPC();
  const router = useRouter();
  const {
    data: rounds,
    error,
    refetch,
  } = useQuery(trpc.reviews.queue.queryOptions({ project: project.slug }, { staleTime: 0 }));
  const data = rounds && inTurn(rounds);
  const first = data?.find(({ state, done, total }) => state === "open" && done < total);
  const address = (round: string) => pageAddress(project.slug, `/review/${round}`);
  useKeys(
    "Review",
    first ? [{ keys: "Enter", label: "Go on reading", run: () => router.push(address(first.campaign)) }] : [],
  );
  if (error) return <ErrorState what="Your rounds" error={error} onRetry={() => void refetch()} />;
  return (
    <div className="mx-auto grid w-full max-w-[760px] gap-3 p-5">
      <h1>Your rounds</h1>
      {data ? null : <SkeletonLines lines={4} label="Loading your rounds" />}
      {data?.length === 0 ? (
        <EmptyState title="Nothing to read">
          You read in no round yet. Whoever leads a campaign adds you to it, and it stands here then.
        </EmptyState>
      ) : null}
      <ul className="grid gap-3">
        {data?.map((round) => (
          <li key={round.campaign}>
            <RoundCard round={round} href={address(round.campaign)} next={round === first} />
          </li>
        ))}
      </ul>
      <RoundsToSettle />
    </div>
  );
}

const left = ({ total, done }: RoundSummary): number => Math.max(total - done, 0);

function standing(round: RoundSummary): string {
  if (round.state === "paused") return "Paused by whoever leads it.";
  if (round.state === "closed") return "Closed: your marks are part of the result.";
  if (round.practice.needed && !round.practice.passed) {
    return `Practice first: ${formatCounted(round.practice.total, "case")} with feedback.`;
  }
  return left(round) === 0
    ? "You are through. Earlier cases stay open."
    : `${formatCounted(left(round), "case")} to read.`;
}

function RoundCard({ round, href, next }: { round: RoundSummary; href: string; next: boolean }) {
  const share = round.total === 0 ? 0 : (100 * round.done) / round.total;
  return (
    <Card className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-base font-semibold">{round.title}</h2>
        {round.state === "open" ? null : <Badge>{round.state}</Badge>}
        <span className="text-sm text-muted">{MODE_WORDS[round.mode]}</span>
        {round.state === "closed" ? null : (
          <ButtonLink href={href} variant={next ? "primary" : "secondary"} className="ml-auto">
            {round.done > 0 ? "Go on" : "Begin"}
            {next ? <Kbd tone="inherit">↵</Kbd> : null}
          </ButtonLink>
        )}
      </div>
      <div className="flex items-center gap-3 text-sm">
        <span
          role="progressbar"
          aria-label={`Read in ${round.title}`}
          aria-valuemin={0}
          aria-valuemax={round.total}
          aria-valuenow={round.done}
          className="h-1.5 w-48 overflow-hidden rounded-full bg-sunken"
        >
          <span className="block h-full bg-accent" style={{ width: `${share}%` }} />
        </span>
        <span>
          {formatCount(round.done)} of {formatCount(round.total)}
        </span>
        <span className="text-muted">{standing(round)}</span>
      </div>
    </Card>
  );
}
