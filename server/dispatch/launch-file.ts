import type { EgressState } from "../egress/egress-queries";

/** What runners/contract/launch.py reads; the runner owns this shape. */
export type LaunchInput =
  | { kind: "dataset"; version: string; type: string; path: string }
  | { kind: "model"; model: string | null; folder: string; adapterFolder: string | null }
  | { kind: "run"; run: string; path: string }
  | { kind: "files"; run: string; folder: string };

export type LaunchFile = {
  run: string;
  attempt: number;
  project: string;
  stage: string;
  serverUrl: string;
  serverFile: string;
  token: string;
  config: Record<string, unknown>;
  seed: number;
  device: string;
  furtherDevices: string[];
  resumeFromStep: number | null;
  beatSeconds: number;
  cancelGraceSeconds: number;
  folders: { attempt: string; checkpoints: string; objects: string };
  inputs: Record<string, LaunchInput>;
  egress: EgressState;
};
