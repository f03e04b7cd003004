import type { Transaction } from "@/db/database";
import type { GateVerdict } from "@/domain/gates/gate-rule";
import type { MadeKind } from "@/domain/studies/made";
import type { NodeState } from "@/domain/studies/node-rules";
import type { AuditActor } from "../audit/append-audit";
import type { Services } from "../context";
import type { NodeRow, StudyGraph, StudyOf } from "./read-graph";

export type MadeNow = { kind: MadeKind; name: string; thingId: string };

/** What becomes of a node now; what is left out stays as it was, but for what it said of its last state. */
export type Move = {
  to: NodeState;
  step?: string | null;
  why?: string | null;
  remedy?: string | null;
  headline?: string | null;
  verdict?: GateVerdict | null;
  made?: readonly MadeNow[];
};

export type Advancing = Pick<Services, "db" | "sql" | "now"> & {
  python: string;
  /** Where files of versions are prepared. */
  home: string;
};

/** One look at one node, inside the transaction that writes what came of it. */
export type Look = {
  services: Advancing;
  tx: Transaction;
  of: StudyOf;
  graph: StudyGraph;
  node: NodeRow;
  actor: AuditActor;
};
