import type { Services } from "../../context";

/** What imports need from outside: where files lie and which Python reads them. */
export type ImportServices = Pick<Services, "db" | "sql"> & { home: string; python: string };

export type ImportAt = { projectId: string; importId: string };
