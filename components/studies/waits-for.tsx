import Link from "next/link";
import { Card, CardHeader } from "../ui/card";
import { NodeBadge } from "./node-looks";
import { nodeAddress } from "./study-address";
import type { Study } from "./use-study";

/** What people have to do now, or what broke, each with the way there. */
export function WaitsFor({ study, project }: { study: Study; project: string }) {
  const open = study.nodes.filter(({ state }) => state === "people" || state === "failed");
  if (open.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Waits for you" />
      <ul className="grid gap-3 text-sm">
        {open.map((node) => {
          const round = study.edges.find(({ toKey, name }) => toKey === node.key && name === "readings");
          const href = nodeAddress(project, node, study.nodes, round?.fromKey ?? null);
          return (
            <li key={node.key}>
              <p className="flex flex-wrap items-center gap-2">
                <b className="font-medium">{node.title}</b>
                <NodeBadge state={node.state} />
                {href ? (
                  <Link href={href} className="text-accent underline underline-offset-2">
                    Go there
                  </Link>
                ) : null}
              </p>
              <p className="max-w-[92ch] text-muted">
                {node.why} {node.remedy}
              </p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
