"use client";

import { EGRESS_PATHS, type EgressSwitch, FIXED_PATHS } from "@/domain/egress/egress-paths";
import { useMayDo } from "../layout/project-context";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { RelativeTime } from "../ui/number/relative-time";
import { SkeletonLines } from "../ui/skeleton";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { PathState } from "./path-state";
import { useEgress, useEgressWrites } from "./use-egress";

type Listed = NonNullable<ReturnType<typeof useEgress>["data"]>[number];

function headline(paths: readonly Listed[]): string {
  const open = paths.filter((each) => each.open);
  if (open.length === 0) return "No run that starts from now on sends anything out of this building.";
  const names = open.map(({ path }) => EGRESS_PATHS[path].title.toLowerCase()).join(" and ");
  return `${open.length} of ${paths.length} paths of runs ${open.length === 1 ? "is" : "are"} open: ${names}.`;
}

/** Everything that could leave the building, and the switch for all of it. */
export function EgressView() {
  const administers = useMayDo("project.admin");
  const egress = useEgress();
  const { change, closeAll } = useEgressWrites();
  const paths = egress.data ?? [];
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>Egress</h1>
        <span className="text-xs text-muted">what could leave this building, for all projects</span>
        {administers ? (
          <Button
            variant="primary"
            className="ml-auto"
            disabled={closeAll.isPending || !paths.some((each) => each.open)}
            onClick={() => closeAll.mutate()}
          >
            Close every path
          </Button>
        ) : null}
      </div>
      {egress.error ? <ErrorState what="The paths" error={egress.error} onRetry={() => void egress.refetch()} /> : null}
      {egress.isPending ? (
        <div className="px-4 py-2">
          <SkeletonLines lines={7} label="Loading the paths" />
        </div>
      ) : null}
      {egress.data ? (
        <>
          <p className="px-4 pb-3 text-base">{headline(paths)}</p>
          <Table aria-label="Paths out of the building">
            <thead>
              <tr>
                <HeadCell className="pl-4">Path</HeadCell>
                <HeadCell>What leaves by it</HeadCell>
                <HeadCell>State</HeadCell>
                <HeadCell>Changed</HeadCell>
                <HeadCell className="pr-4">
                  <span className="sr-only">Actions</span>
                </HeadCell>
              </tr>
            </thead>
            <tbody>
              {paths.map((each) => (
                <SwitchRow
                  key={each.path}
                  listed={each}
                  mayChange={administers}
                  busy={change.isPending || closeAll.isPending}
                  onChange={(path, open) => change.mutate({ path, open })}
                />
              ))}
              {FIXED_PATHS.map((path) => (
                <Row key={path.title}>
                  <Cell className="pl-4 align-top font-medium">{path.title}</Cell>
                  <Cell className="align-top">
                    <Words leaves={path.leaves} kept={path.kept} />
                  </Cell>
                  <Cell className="align-top">
                    <PathState state={path.state} />
                  </Cell>
                  <Cell />
                  <Cell />
                </Row>
              ))}
            </tbody>
          </Table>
          <p className="p-4 text-xs text-muted">
            A change holds for runs that start after it. Those that run now go on with what they began with.
          </p>
        </>
      ) : null}
    </div>
  );
}

function Words({ leaves, kept }: { leaves: string; kept: string }) {
  return (
    <div className="max-w-xl">
      <p>{leaves}</p>
      <p className="text-xs text-muted">{kept}</p>
    </div>
  );
}

type SwitchRowProps = {
  listed: Listed;
  mayChange: boolean;
  busy: boolean;
  onChange: (path: EgressSwitch, open: boolean) => void;
};

function SwitchRow({ listed, mayChange, busy, onChange }: SwitchRowProps) {
  const { title, leaves, kept } = EGRESS_PATHS[listed.path];
  const verb = listed.open ? "Close" : "Open";
  return (
    <Row>
      <Cell className="pl-4 align-top font-medium">{title}</Cell>
      <Cell className="align-top">
        <Words leaves={leaves} kept={kept} />
      </Cell>
      <Cell className="align-top">
        <PathState state={listed.open ? "open" : "closed"} />
      </Cell>
      <Cell className="align-top text-xs text-muted">
        {listed.changedAt ? (
          <>
            <RelativeTime time={listed.changedAt} /> by {listed.changedBy ?? "somebody who left"}
          </>
        ) : (
          "as it was at first"
        )}
      </Cell>
      <Cell className="pr-4 text-right align-top">
        {mayChange ? (
          <Button
            size="sm"
            aria-label={`${verb} the path: ${title}`}
            disabled={busy}
            onClick={() => onChange(listed.path, !listed.open)}
          >
            {verb}
          </Button>
        ) : null}
      </Cell>
    </Row>
  );
}
