"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useState } from "react";
import type { AppRouter } from "@/server/router";
import { useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { RelativeTime } from "../ui/number/relative-time";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { SCOPE_WORDS } from "./scope-words";

type Token = inferRouterOutputs<AppRouter>["tokens"]["list"][number];

export function TokensTable({ tokens }: { tokens: readonly Token[] }) {
  const [revoking, setRevoking] = useState<Token | null>(null);
  return (
    <>
      <Table aria-label="Tokens">
        <thead>
          <tr>
            <HeadCell className="pl-0">Name</HeadCell>
            <HeadCell>Scope</HeadCell>
            <HeadCell>Project</HeadCell>
            <HeadCell numeric>Last used</HeadCell>
            <HeadCell numeric>Ends</HeadCell>
            <HeadCell className="pr-0">
              <span className="sr-only">Actions</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
          ))}
        </tbody>
      </Table>
      {revoking ? <RevokeDialog token={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}

function TokenRow({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  return (
    <Row className="last:border-0">
      <Cell className="pl-0 font-medium">{token.name}</Cell>
      <Cell>
        <Badge title={SCOPE_WORDS[token.scope]}>{token.scope}</Badge>
      </Cell>
      <Cell className="text-muted">{token.project ?? "all of yours"}</Cell>
      <Cell numeric className="text-muted">
        {token.lastUsedAt ? <RelativeTime time={token.lastUsedAt} /> : "never"}
      </Cell>
      <Cell numeric className="text-muted">
        {token.expired ? <Badge tone="undecided">expired</Badge> : null}{" "}
        {token.expiresAt ? <RelativeTime time={token.expiresAt} /> : "by hand only"}
      </Cell>
      <Cell className="pr-0 text-right">
        <Button size="sm" variant="danger" aria-label={`Revoke ${token.name}`} onClick={onRevoke}>
          Revoke
        </Button>
      </Cell>
    </Row>
  );
}

function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.tokens.pathKey() });
  const revoke = useMutation(trpc.tokens.revoke.mutationOptions({ onSettled, onSuccess: onClose }));
  return (
    <ConfirmDialog
      title={`Revoke ${token.name}?`}
      action={`Revoke ${token.name}`}
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate({ token: token.id })}
      onClose={onClose}
    >
      <p>
        Whatever sends this token is refused from this moment on, and it cannot be brought back. A script that logs a
        run keeps its journal and delivers it once it has a new token.
      </p>
    </ConfirmDialog>
  );
}
