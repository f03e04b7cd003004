"use client";

import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { ErrorState } from "../ui/error-state";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { ROLE_WORDS } from "./role-words";
import { useInvitations, usePeopleWrites } from "./use-people";

export function InvitationsCard({ onInvite }: { onInvite: () => void }) {
  const { project } = useProject();
  const invitations = useInvitations();
  const { withdraw } = usePeopleWrites();
  const items = invitations.data ?? [];
  return (
    <Card>
      <CardHeader title="Open invitations" remark={items.length > 0 ? items.length : undefined} />
      {invitations.error ? (
        <ErrorState what="The invitations" error={invitations.error} onRetry={() => void invitations.refetch()} />
      ) : null}
      {invitations.isPending ? <SkeletonLines lines={2} label="Loading the invitations" /> : null}
      {invitations.data && items.length === 0 ? (
        <p className="text-sm text-muted">
          Nobody is invited now.{" "}
          <button type="button" onClick={onInvite} className="text-accent underline underline-offset-2">
            Make a link
          </button>{" "}
          that lets one person in.
        </p>
      ) : null}
      {items.length > 0 ? (
        <Table aria-label="Open invitations">
          <thead>
            <tr>
              <HeadCell className="pl-0">For</HeadCell>
              <HeadCell>Role</HeadCell>
              <HeadCell>By</HeadCell>
              <HeadCell numeric>Ends</HeadCell>
              <HeadCell className="pr-0">
                <span className="sr-only">Actions</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <Row key={each.id} className="last:border-0">
                <Cell className="pl-0">{each.email ?? <span className="text-muted">who has the link</span>}</Cell>
                <Cell>{ROLE_WORDS[each.role].title}</Cell>
                <Cell className="text-muted">{each.invitedBy ?? "somebody who left"}</Cell>
                <Cell numeric className="text-muted">
                  <RelativeTime time={each.expiresAt} />
                </Cell>
                <Cell className="pr-0 text-right">
                  <Button
                    size="sm"
                    variant="danger"
                    aria-label={`Withdraw the invitation for ${each.email ?? "who has the link"}`}
                    disabled={withdraw.isPending}
                    onClick={() => withdraw.mutate({ project: project.slug, invitation: each.id })}
                  >
                    Withdraw
                  </Button>
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      ) : null}
    </Card>
  );
}
