"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { describeBrowser } from "@/domain/people/describe-browser";
import { useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { describeError } from "../ui/describe-error";
import { ErrorState } from "../ui/error-state";
import { Absent } from "../ui/number/absent";
import { RelativeTime } from "../ui/number/relative-time";
import { ScrollRegion } from "../ui/scroll-region";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { toast } from "../ui/toast";

export function SessionsCard() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sessions = useQuery(trpc.sessions.list.queryOptions());
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.sessions.pathKey() });
  const onError = (error: unknown) => toast.error(describeError(error).sentence);
  const revoke = useMutation(trpc.sessions.revoke.mutationOptions({ onSettled, onError }));
  const revokeOthers = useMutation(trpc.sessions.revokeOthers.mutationOptions({ onSettled, onError }));
  const rows = sessions.data ?? [];
  return (
    <Card>
      <CardHeader
        title="Where you are signed in"
        actions={
          rows.length > 1 ? (
            <Button size="sm" disabled={revokeOthers.isPending} onClick={() => revokeOthers.mutate()}>
              Sign out everywhere else
            </Button>
          ) : null
        }
      />
      {sessions.error ? (
        <ErrorState what="Your sessions" error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : null}
      {sessions.isPending ? <SkeletonLines lines={2} label="Loading your sessions" /> : null}
      {rows.length > 0 ? (
        <ScrollRegion aria-label="Where you are signed in" className="max-h-80 overflow-auto">
          <Table aria-label="Sessions">
            <thead>
              <tr>
                <HeadCell className="pl-0">Browser</HeadCell>
                <HeadCell>Address</HeadCell>
                <HeadCell numeric>Since</HeadCell>
                <HeadCell numeric>Ends</HeadCell>
                <HeadCell className="pr-0">
                  <span className="sr-only">Actions</span>
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {rows.map((each) => (
                <Row key={each.id} className="last:border-0">
                  <Cell className="pl-0" title={each.userAgent ?? undefined}>
                    {describeBrowser(each.userAgent)} {each.here ? <Badge tone="accent">this one</Badge> : null}
                  </Cell>
                  <Cell className="font-mono text-xs text-muted">{each.ipAddress || <Absent kind="none" />}</Cell>
                  <Cell numeric className="text-muted">
                    <RelativeTime time={each.createdAt} />
                  </Cell>
                  <Cell numeric className="text-muted">
                    <RelativeTime time={each.expiresAt} />
                  </Cell>
                  <Cell className="pr-0 text-right">
                    {each.here ? null : (
                      <Button
                        size="sm"
                        variant="danger"
                        aria-label={`Sign out ${describeBrowser(each.userAgent)}`}
                        disabled={revoke.isPending}
                        onClick={() => revoke.mutate({ session: each.id })}
                      >
                        Sign out
                      </Button>
                    )}
                  </Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      ) : null}
    </Card>
  );
}
