import {
  Box,
  ClipboardCheck,
  Columns2,
  Database,
  DoorOpen,
  FileText,
  Hash,
  type LucideIcon,
  MessageSquareText,
  Play,
  Scale,
  SquareStack,
  Tag,
  User,
  Workflow,
} from "lucide-react";
import type { LineageGroup } from "@/domain/lineage/fold-alike";
import type { LineageNodeKind } from "@/domain/lineage/node-kinds";
import { breakName } from "./break-name";
import type { BoxSize } from "./lineage-layout";
import { subtitleOf, titleOf } from "./node-words";

export const NODE_ICONS: Readonly<Record<LineageNodeKind, LucideIcon>> = {
  ...{ dataset: Database, example: FileText, model: Box, run: Play, generation: MessageSquareText, number: Hash },
  ...{ campaign: ClipboardCheck, reader: User, assessment: Tag, adjudication: Scale, pair_set: SquareStack },
  ...{ pair: Columns2, gate: DoorOpen, study: Workflow },
};

type LineageBoxProps = {
  group: LineageGroup;
  size: BoxSize;
  here: boolean;
  chosen: boolean;
  nameOf: (name: string) => string;
};

/** Many of a kind lie as a stack behind the first. */
export function LineageBox({ group, size, here, chosen, nameOf }: LineageBoxProps) {
  const { width, height } = size;
  const Icon = NODE_ICONS[group.kind];
  const shown = { ...group, name: nameOf(group.name) };
  const many = group.count > 1;
  const [fill, stroke] = here ? ["var(--accent-soft)", "var(--accent)"] : ["var(--surface)", "var(--line-strong)"];
  const subtitle = subtitleOf(shown);
  return (
    <>
      <title>{[titleOf(group), subtitleOf(group)].filter(Boolean).join(": ")}</title>
      {many ? (
        <rect x={3} y={-3} width={width - 3} height={height} rx={6} fill="var(--sunken)" stroke={stroke} />
      ) : null}
      <rect
        width={width - (many ? 3 : 0)}
        height={height}
        rx={6}
        fill={fill}
        stroke={chosen || here ? "var(--accent)" : stroke}
        strokeWidth={chosen ? 2 : 1}
      />
      <Icon aria-hidden x={8} y={8} width={13} height={13} color={here ? "var(--accent)" : "var(--muted)"} />
      <text x={26} y={18} fontSize={11} fill="var(--muted)">
        {breakName(subtitle, { characters: 20, lines: 1 }).join("")}
      </text>
      <text fontSize={12.5} fontWeight={500} fill="var(--ink)">
        {breakName(titleOf(shown), { characters: 19, lines: 2 }).map((line, at) => (
          <tspan key={line} x={9} y={37 + 17 * at}>
            {line}
          </tspan>
        ))}
      </text>
    </>
  );
}
