import type { MetricSummary, RunField } from "../run-fields";

export const OPERATORS = ["=", "!=", "<", "<=", ">", ">=", "~"] as const;
export type FilterOperator = (typeof OPERATORS)[number];

export type FilterValue = { text: string; at: number; end: number; quoted: boolean };

/** As it was written: a bare name is looked up among the keys of the project. */
export type FieldMention = { at: number; end: number } & (
  | { field: RunField }
  | { field: null; name: string; summary: MetricSummary | null }
);

export type FilterNode<Mention = FieldMention> =
  | { kind: "all" | "any"; nodes: FilterNode<Mention>[] }
  | { kind: "not"; node: FilterNode<Mention> }
  | { kind: "archived" }
  /** Looked for in names and tags. */
  | { kind: "text"; text: string }
  | { kind: "missing"; mention: Mention }
  /** Holds where what a run has several of, its tags or inputs, is these and nothing else. */
  | { kind: "exactly"; mention: Mention; values: FilterValue[] }
  /** Holds for any of the values; more than one only with `=`. */
  | { kind: "compare"; mention: Mention; operator: FilterOperator; values: FilterValue[] };

export function mapMentions<From, To>(node: FilterNode<From>, map: (mention: From) => To): FilterNode<To> {
  switch (node.kind) {
    case "all":
    case "any":
      return { kind: node.kind, nodes: node.nodes.map((each) => mapMentions(each, map)) };
    case "not":
      return { kind: "not", node: mapMentions(node.node, map) };
    case "missing":
      return { kind: "missing", mention: map(node.mention) };
    case "exactly":
    case "compare":
      return { ...node, mention: map(node.mention) };
    default:
      return node;
  }
}

export function mentionsOf<Mention>(node: FilterNode<Mention>): Mention[] {
  const found: Mention[] = [];
  mapMentions(node, (mention) => found.push(mention));
  return found;
}

export function speaksOfArchived(node: FilterNode<unknown>): boolean {
  if (node.kind === "all" || node.kind === "any") return node.nodes.some(speaksOfArchived);
  return node.kind === "archived" || (node.kind === "not" && speaksOfArchived(node.node));
}
