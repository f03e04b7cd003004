import type { Services } from "../context";

export type Asking = Pick<Services, "db" | "sql"> & { projectId: string };

export type Viewing = Asking & {
  /** Readers are named, else numbered in their round. */
  named: boolean;
};
