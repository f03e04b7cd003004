import type { MatrixProject } from "./actors";
import type { RouteAccess } from "./route-doors";

export type Observation = {
  /** A procedure or a route. */
  door: string;
  access: RouteAccess;
  actor: string;
  project: MatrixProject;
  expected: boolean;
  opened: boolean;
};
