import type { model } from "@/db/schema/runs";

export type LineageEdge = { from: string; to: string; label: string };
export type ModelRow = Pick<typeof model.$inferSelect, "id" | "name" | "source" | "madeByRunId">;

/** Things in one answer about a run. */
const MOST_NODES = 60;

/** What was found so far, each once. */
export class Graph {
  readonly ids = new Set<string>();
  readonly edges = new Map<string, LineageEdge>();
  readonly models = new Map<string, ModelRow>();

  constructor(readonly most: number = MOST_NODES) {}

  /** False where it stands already. */
  place(id: string): boolean {
    if (this.ids.has(id)) return false;
    this.ids.add(id);
    return true;
  }

  connect(from: string, to: string, label: string): void {
    this.edges.set(`${from}>${to}>${label}`, { from, to, label });
  }

  get full(): boolean {
    return this.ids.size >= this.most;
  }
}
