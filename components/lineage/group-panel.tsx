import Link from "next/link";
import { LINEAGE_EDGES } from "@/domain/lineage/edge-kinds";
import type { LineageGroup } from "@/domain/lineage/fold-alike";
import type { TraceEdge } from "@/domain/lineage/lineage-answer";
import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { LINEAGE_NODES } from "@/domain/lineage/node-kinds";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { Card, CardHeader } from "../ui/card";
import { MemberList } from "./member-list";
import { lineageAddress, thingAddress, titleOf } from "./node-words";

type GroupPanelProps = {
  subject: LineageSubject;
  group: LineageGroup;
  groups: readonly LineageGroup[];
  edges: readonly TraceEdge[];
  here: boolean;
  nameOf: (name: string) => string;
  onChoose: (group: string) => void;
  onUnfold: (group: string) => void;
};

/** One box opened: its page, what it hangs on, and the single things that it stands for. */
export function GroupPanel({ subject, group, groups, edges, here, nameOf, onChoose, onUnfold }: GroupPanelProps) {
  const { project } = useProject();
  const [first] = group.nodes;
  const folded = group.nodes.length > 1;
  const alone = folded || !first ? null : first;
  const page = alone && thingAddress(project.slug, alone);
  const lineage = alone && !here ? lineageAddress(project.slug, alone) : null;
  const told = [group.count === 1 ? null : nameOf(group.name), group.detail].filter(Boolean).join(", ");
  const near = (id: string) => groups.find((each) => each.id === id);
  const said = edges.flatMap((edge) => {
    const other = edge.to === group.id ? near(edge.from) : edge.from === group.id ? near(edge.to) : undefined;
    if (!other) return [];
    const words = LINEAGE_EDGES[edge.kind][edge.to === group.id ? "back" : "on"];
    return [{ key: `${other.id} ${edge.kind} ${edge.name}`, words, name: edge.name, other }];
  });
  return (
    <Card aria-label="The box that is open" className="order-first grid content-start gap-3 text-sm xl:order-none">
      <CardHeader
        title={titleOf({ ...group, name: nameOf(group.name) })}
        remark={group.count === 1 ? LINEAGE_NODES[group.kind].one : undefined}
      />
      {told === "" ? null : <p className="break-words text-muted">{told}</p>}
      {page || lineage ? (
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          {page ? (
            <Link href={page} className="text-accent underline underline-offset-2">
              Open the {LINEAGE_NODES[group.kind].one}
            </Link>
          ) : null}
          {lineage ? (
            <Link href={lineage} className="text-accent underline underline-offset-2">
              Lineage from here
            </Link>
          ) : null}
        </p>
      ) : null}
      <ul className="grid gap-1">
        {said.map(({ key, words, name, other }) => (
          <li key={key} className="flex min-w-0 items-baseline gap-2">
            <span className="w-24 shrink-0 text-right text-xs text-muted">
              {words}
              {name ? ` (${name.replaceAll("_", " ")})` : ""}
            </span>
            <button
              type="button"
              onClick={() => onChoose(other.id)}
              className="min-w-0 truncate text-left hover:text-accent hover:underline"
              title={other.name}
            >
              {titleOf({ ...other, name: nameOf(other.name) })}
            </button>
          </li>
        ))}
      </ul>
      {folded ? (
        <>
          <ul aria-label={titleOf(group)} className="grid max-h-96 gap-1 overflow-y-auto">
            {group.nodes.map((node) => {
              const href = lineageAddress(project.slug, node) ?? thingAddress(project.slug, node);
              return (
                <li key={node.id} className="min-w-0 truncate" title={node.name}>
                  {href ? (
                    <Link href={href} className="hover:text-accent hover:underline">
                      {nameOf(node.name)}
                    </Link>
                  ) : (
                    nameOf(node.name)
                  )}
                </li>
              );
            })}
          </ul>
          <Button onClick={() => onUnfold(group.id)}>Show them apart</Button>
        </>
      ) : null}
      {alone?.list && !alone.thing ? <MemberList subject={subject} list={alone.list} total={alone.count} /> : null}
    </Card>
  );
}
