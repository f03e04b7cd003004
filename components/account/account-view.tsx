"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../layout/trpc";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { PasswordCard } from "./password-card";
import { SessionsCard } from "./sessions-card";
import { TokensCard } from "./tokens-card";

export function AccountView() {
  const trpc = useTRPC();
  const account = useQuery(trpc.account.read.queryOptions());
  if (account.error) {
    return <ErrorState what="Your account" error={account.error} onRetry={() => void account.refetch()} />;
  }
  return (
    <>
      <div>
        <h1>Your account</h1>
        <p className="text-sm text-muted">{account.data ? `${account.data.name} · ${account.data.email}` : "\u00a0"}</p>
      </div>
      <TokensCard />
      <SessionsCard />
      {account.data ? <PasswordCard hasPassword={account.data.hasPassword} /> : <SkeletonLines lines={3} />}
    </>
  );
}
