"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatNumber } from "@/domain/format/number";
import { DiffedText } from "../evaluation/diffed-text";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { ComesFrom } from "../lineage/comes-from";
import { Badge } from "../ui/badge";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";

type Shown = RouterOutputs["margins"]["pair"];
const ORIGIN_WORDS: Record<string, string> = {
  correction: "from a correction",
  generations: "from two generations",
  choice: "from a choice",
  rewrite: "from a rewrite",
  imported: "imported",
};

type PairDetailProps = { project: string; run: string; split: "train" | "validation"; pair: string; step: number };

/** One pair: its prompt, both texts with what differs, and how far each moved at every step. */
export function PairDetail({ project, run, split, pair, step }: PairDetailProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.margins.pair.queryOptions({ project, run, split, pair }));
  if (query.isError) return <ErrorState what="This pair" error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={10} />;
  const { prompt, chosen, rejected, origin, section, steps } = query.data;
  const [first] = steps;
  return (
    <div className="grid min-w-0 content-start gap-4">
      <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
        {section ? <Badge>{section}</Badge> : null}
        {origin ? <Badge>{ORIGIN_WORDS[origin] ?? origin}</Badge> : null}
        {first?.flipped ? <Badge tone="undecided">turned round when it was stored</Badge> : null}
        {first ? `${first.tokensChosen} tokens chosen, ${first.tokensRejected} rejected` : null}
        {prompt === null ? null : (
          <ComesFrom subject={{ of: "pair", id: pair }} what="this pair">
            Where it comes from
          </ComesFrom>
        )}
      </p>
      {prompt === null ? (
        <p className="text-muted">
          Its texts are not here: they were erased, or the pair came from a program of somebody’s own. The numbers stay.
        </p>
      ) : (
        <>
          <details>
            <summary className="cursor-pointer text-sm font-semibold">Prompt</summary>
            <p className="mt-2 max-w-[75ch] whitespace-pre-wrap">{prompt}</p>
          </details>
          <div className="grid gap-4 lg:grid-cols-2">
            <Side title="Chosen">
              <p className="max-w-[75ch] whitespace-pre-wrap">{chosen}</p>
            </Side>
            <Side title="Rejected, against the chosen text">
              <DiffedText reference={chosen} text={rejected ?? ""} />
            </Side>
          </div>
        </>
      )}
      <StepsTable steps={steps} at={step} />
    </div>
  );
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

const HEADS = ["Step", "Margin", "log π chosen", "chosen − reference", "log π rejected", "rejected − reference"];

function StepsTable({ steps, at }: { steps: Shown["steps"]; at: number }) {
  return (
    <Table>
      <caption className="mb-1 text-left text-xs text-muted">
        Sums of log-probabilities over the tokens of each text, in nats
      </caption>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <HeadCell key={head} numeric>
              {head}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map((row) => (
          <Row key={row.step} selected={row.step === at}>
            <Cell numeric>{row.step}</Cell>
            <Cell numeric>{formatNumber(row.margin)}</Cell>
            <Cell numeric>{formatNumber(row.logpChosen)}</Cell>
            <Cell numeric>{formatNumber(row.logpChosen - row.referenceChosen)}</Cell>
            <Cell numeric>{formatNumber(row.logpRejected)}</Cell>
            <Cell numeric>{formatNumber(row.logpRejected - row.referenceRejected)}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
