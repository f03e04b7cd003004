"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { formatCount } from "@/domain/format/number";
import { campaignAddress } from "../../campaigns/campaign-address";
import { pageAddress } from "../../layout/pages";
import { useMayDo, useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { ComesFrom } from "../../lineage/comes-from";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { settleAddress } from "../gate-addresses";
import { SettleCase } from "./settle-case";

type SettleViewProps = { campaign: string; caseId: string | null };

/** One case after another that readers differ on, for whoever settles them. */
export function SettleView({ campaign, caseId }: SettleViewProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const router = useRouter();
  const mayRead = useMayDo("project.read");
  const of = { project: project.slug, campaign };
  const open = useQuery(trpc.gates.settling.list.queryOptions({ ...of, limit: 200 }));
  const waiting = open.data?.items.filter(({ own }) => !own) ?? [];
  const asked = caseId ?? waiting[0]?.caseId ?? null;
  const found = useQuery(
    trpc.gates.settling.case.queryOptions({ ...of, case: asked ?? "" }, { enabled: asked !== null, staleTime: 0 }),
  );
  const back = mayRead
    ? campaignAddress(project.slug, campaign, "disagreements")
    : pageAddress(project.slug, "/review");
  const next = () => {
    const at = waiting.findIndex((each) => each.caseId === asked);
    const later = waiting[at + 1] ?? waiting.find((each) => each.caseId !== asked);
    router.push(later ? settleAddress(project.slug, campaign, later.caseId) : back);
  };
  const error = found.error ?? open.error;
  return (
    <div className="flex h-dvh min-h-0 flex-col">
      <header className="flex flex-wrap items-center gap-3 border-line border-b px-4 py-2.5 text-sm">
        <Link href={back} className="text-accent hover:underline">
          ← {mayRead ? "Disagreements" : "Your rounds"}
        </Link>
        <h1>{found.data ? `Settle: ${found.data.title}` : "Settle"}</h1>
        {found.data?.section ? <span className="text-muted">{found.data.section}</span> : null}
        {mayRead && found.data?.settled ? (
          <ComesFrom subject={{ of: "case", id: found.data.caseId }} what="this case">
            Where it comes from
          </ComesFrom>
        ) : null}
        <span className="ml-auto text-muted">
          {open.data ? `${formatCount(open.data.open)} open, ${formatCount(open.data.settled)} settled` : null}
        </span>
      </header>
      {error ? (
        <ErrorState
          what="This case"
          error={error}
          onRetry={() => void Promise.all([open.refetch(), found.refetch()])}
        />
      ) : null}
      {!error && asked === null && open.data ? (
        <EmptyState title="Nothing is left to settle">
          <p>Readers differ on no further case that you did not read yourself.</p>
        </EmptyState>
      ) : null}
      {!error && asked !== null && !found.data ? (
        <div className="grid flex-1 gap-8 p-8 sides:grid-cols-2">
          <SkeletonLines lines={10} label="Loading the case" />
          <SkeletonLines lines={6} label="Loading what readers said" />
        </div>
      ) : null}
      {found.data && !error ? (
        <SettleCase key={`${found.data.caseId} ${found.data.settled?.version ?? 0}`} of={found.data} onNext={next} />
      ) : null}
    </div>
  );
}
