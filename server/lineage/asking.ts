import type { Services } from "../context";

export type Asking = Pick<Services, "db" | "sql"> & { projectId: string };

export type Viewing = Asking & {
  /** Readers are named, else R1, R2 … */
  named: boolean;
};
