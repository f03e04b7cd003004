"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { loadPart } from "../ui/load-part";
import { DialogFailure } from "../ui/part-failure";
import { SkeletonLines } from "../ui/skeleton";
import { TokensTable } from "./tokens-table";

const TokenDialog = lazy(async () => ({
  default: await loadPart(() => import("./token-dialog").then((module) => module.TokenDialog), DialogFailure),
}));

export function TokensCard() {
  const trpc = useTRPC();
  const tokens = useQuery(trpc.tokens.list.queryOptions());
  const [making, setMaking] = useState(false);
  return (
    <Card>
      <CardHeader
        title="Tokens"
        remark="for the command line, training scripts and the API"
        actions={
          <Button size="sm" variant="primary" onClick={() => setMaking(true)}>
            New token
          </Button>
        }
      />
      {tokens.error ? (
        <ErrorState what="Your tokens" error={tokens.error} onRetry={() => void tokens.refetch()} />
      ) : null}
      {tokens.isPending ? <SkeletonLines lines={2} label="Loading your tokens" /> : null}
      {tokens.data?.length === 0 ? (
        <p className="text-sm text-muted">
          You have none. A program on another machine sends one to act in your name, with no more rights than you give
          it.
        </p>
      ) : null}
      {tokens.data && tokens.data.length > 0 ? <TokensTable tokens={tokens.data} /> : null}
      <Suspense fallback={null}>{making ? <TokenDialog onOpenChange={setMaking} /> : null}</Suspense>
    </Card>
  );
}
