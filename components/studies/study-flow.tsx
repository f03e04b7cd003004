import { ChevronRight } from "lucide-react";
import { VERDICT_LOOKS } from "../gates/verdict-looks";
import { VerdictMark } from "../gates/verdict-mark";
import { ScrollRegion } from "../ui/scroll-region";
import { NodeCard } from "./node-card";
import { nodeAddress } from "./study-address";
import { layRows } from "./study-rows";
import type { Study, StudyNode } from "./use-study";

type FlowProps = {
  study: Study;
  project: string;
  onAct: ((node: StudyNode, action: "rerun" | "fork") => void) | null;
};

const roundOf = ({ edges }: Study, key: string) =>
  edges.find(({ toKey, name }) => toKey === key && name === "readings")?.fromKey ?? null;

/** Into a gate: what it said, on the way to it. */
function Way({ verdict }: { verdict: StudyNode["verdict"] }) {
  return (
    <span className="flex w-4 shrink-0 flex-col items-center">
      <ChevronRight aria-hidden className={verdict ? VERDICT_LOOKS[verdict].ink : "text-line-strong"} size={16} />
    </span>
  );
}

/** Which verdict of which gate leads into a row. */
function RowHeading({ study, keys }: { study: Study; keys: readonly string[] }) {
  const edge = study.edges.find(({ toKey, verdicts }) => verdicts.length > 0 && keys.includes(toKey));
  const gate = study.nodes.find(({ key }) => key === edge?.fromKey);
  if (!edge || !gate) return null;
  return (
    <p className="mb-1 flex flex-wrap items-center gap-x-2 text-xs text-muted">
      Where “{gate.title}” says {edge.verdicts.join(" or ")}
      {gate.verdict ? <VerdictMark verdict={gate.verdict} className="text-xs" /> : null}
    </p>
  );
}

/** The stages of a study from left to right, a row for each gate that leads on. */
export function StudyFlow({ study, project, onAct }: FlowProps) {
  const byKey = new Map(study.nodes.map((node) => [node.key, node]));
  const rows = layRows([...byKey.keys()], study.edges);
  return (
    <ScrollRegion aria-label={`Graph of ${study.name}`} className="grid gap-4 overflow-x-auto pb-1">
      {rows.map((columns) => (
        <section key={columns.flat().join()}>
          <RowHeading study={study} keys={columns.flat()} />
          <ol className="flex items-stretch gap-1">
            {columns.map((keys, column) => {
              const nodes = keys.flatMap((key) => byKey.get(key) ?? []);
              return (
                <li key={keys.join()} className="flex min-w-36 flex-1 items-center gap-1">
                  {column > 0 ? <Way verdict={nodes.find(({ verdict }) => verdict)?.verdict ?? null} /> : null}
                  <ul className="grid flex-1 grid-cols-[minmax(0,1fr)] gap-2">
                    {nodes.map((node) => (
                      <NodeCard
                        key={node.key}
                        node={node}
                        href={nodeAddress(project, node, study.nodes, roundOf(study, node.key))}
                        onAct={onAct ? (action) => onAct(node, action) : null}
                      />
                    ))}
                  </ul>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </ScrollRegion>
  );
}
