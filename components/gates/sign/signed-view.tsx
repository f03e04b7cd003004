"use client";

import { useQuery } from "@tanstack/react-query";
import { Lock, Printer, TriangleAlert } from "lucide-react";
import { formatInstant } from "@/domain/format/relative-time";
import { gateResultAnswer } from "@/domain/gates/gate-result-answer";
import { gateRuleSchema } from "@/domain/gates/gate-rule";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { VerdictMark } from "../verdict-mark";
import { FrozenResult } from "./frozen-result";
import { Statement } from "./statement";

/** A signature as it was given, with all that was frozen, and what is otherwise since. */
export function SignedView({ campaign, gate }: { campaign: string; gate: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const asked = { project: project.slug, campaign, gate };
  const { data, error, refetch } = useQuery(trpc.gates.signedById.queryOptions(asked));
  if (error) return <ErrorState what="This signature" error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className="p-4">
        <SkeletonLines lines={10} label="Loading the signature" />
      </div>
    );
  }
  const result = gateResultAnswer.safeParse(data.frozen.result);
  const stored = data.frozen.rule;
  const rule = gateRuleSchema.safeParse(stored && typeof stored === "object" && "rule" in stored ? stored.rule : null);
  return (
    <article aria-label="Signed gate" className="grid max-w-4xl gap-4 p-4">
      <header className="flex flex-wrap items-center gap-3">
        <h2 className="text-xl">
          <VerdictMark verdict={data.decision} />
        </h2>
        <span className="text-sm">
          signed by <strong className="font-semibold">{data.signedName}</strong> on {formatInstant(data.signedAt)}
        </span>
        <Badge>
          <Lock aria-hidden className="size-3" /> frozen
        </Badge>
        {data.overridden ? <Badge tone="undecided">the rule says {data.verdict}: overridden</Badge> : null}
        <Button className="ml-auto print:hidden" onClick={() => print()}>
          <Printer aria-hidden className="size-3.5" /> Print
        </Button>
      </header>
      {data.intact ? null : (
        <p role="alert" className="rounded-md bg-bad-soft p-3 text-bad text-sm">
          ✕ What is stored does not have the digest that was signed. Somebody changed it.
        </p>
      )}
      {data.changedSince.length > 0 ? (
        <section aria-label="Changed since" className="rounded-md bg-undecided-soft p-3 text-sm">
          <p className="flex items-center gap-1.5 font-semibold text-undecided">
            <TriangleAlert aria-hidden className="size-4" /> Changed since it was signed
          </p>
          <ul className="list-disc pl-5">
            {data.changedSince.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <Statement words={data.statement} />
      {result.success && rule.success ? (
        <FrozenResult result={result.data} rule={rule.data} version={data.ruleVersion} />
      ) : (
        <p className="text-sm text-undecided">
          What was frozen is of another version and can be read by the API alone.
        </p>
      )}
      <p className="text-muted text-sm">
        Digest of all that was frozen, SHA-256: <code className="break-all">{data.digest}</code>
      </p>
    </article>
  );
}
