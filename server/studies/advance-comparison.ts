import type { Look, Move } from "./node-move";

export async function advanceComparison(_look: Look): Promise<Move | null> {
  return null;
}
