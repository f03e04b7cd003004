"use client";

import { useMayDo } from "../layout/project-context";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/number/relative-time";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import type { Secret } from "./use-secrets";

type SecretsTableProps = {
  secrets: readonly Secret[];
  onReplace: (name: string) => void;
  onRemove: (name: string) => void;
};

export function SecretsTable({ secrets, onReplace, onRemove }: SecretsTableProps) {
  const administers = useMayDo("project.admin");
  return (
    <Table aria-label="Secrets">
      <thead>
        <tr>
          <HeadCell className="pl-4">Name</HeadCell>
          <HeadCell>Written by</HeadCell>
          <HeadCell numeric>Written</HeadCell>
          <HeadCell className="pr-4">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {secrets.map((secret) => (
          <Row key={secret.name}>
            <Cell className="pl-4 font-mono">{secret.name}</Cell>
            <Cell className="text-muted">{secret.writtenBy ?? "somebody who left"}</Cell>
            <Cell numeric className="text-muted">
              <RelativeTime time={secret.writtenAt} />
            </Cell>
            <Cell className="pr-4 text-right">
              {administers ? (
                <span className="inline-flex gap-2">
                  <Button size="sm" aria-label={`Replace ${secret.name}`} onClick={() => onReplace(secret.name)}>
                    Replace
                  </Button>
                  <Button
                    size="sm"
                    variant="danger"
                    aria-label={`Remove ${secret.name}`}
                    onClick={() => onRemove(secret.name)}
                  >
                    Remove
                  </Button>
                </span>
              ) : null}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
