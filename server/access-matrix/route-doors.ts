import { API_ROOT } from "../api/find-operation";
import { OPERATIONS } from "../api/operations";
import type { ProcedureAccess } from "../trpc";
import type { MatrixProject } from "./actors";

/** `attempt` is for the programs of one attempt of one run, which send its own token. */
export type RouteAccess = ProcedureAccess | "attempt";

/** Where a request comes in, who may be answered, and a request that fails only behind the door. */
export type RouteDoor = {
  method: string;
  /** The folder below `app`. */
  route: string;
  /** What the matrix calls it: the route, or the operation behind it. */
  name: string;
  access: RouteAccess;
  /** A cookie opens nothing there. */
  tokensOnly: boolean;
  address: (project: MatrixProject) => string;
  parameters?: (project: MatrixProject) => Record<string, string | string[]>;
  body?: (project: MatrixProject) => BodyInit;
  contentType?: string;
};

const JSON_TYPE = "application/json";
/** Answers every method by its table of operations, and what is not in that with "not found". */
export const API_ROUTE = "/api/v1/[[...path]]";
const upload = (project: string) => `project=${project}&fileName=rows.csv&type=notes&columns=source%3Da,reference%3Db`;

const OWN_ROUTES: readonly Omit<RouteDoor, "name">[] = [
  { method: "GET", route: "/api/health", access: "public", tokensOnly: false, address: () => "/api/health" },
  {
    method: "GET",
    route: "/api/auth/[...all]",
    access: "public",
    tokensOnly: false,
    address: () => "/api/auth/get-session",
  },
  {
    method: "POST",
    route: "/api/auth/[...all]",
    access: "public",
    tokensOnly: false,
    address: () => "/api/auth/reset-password",
    body: () => JSON.stringify({ token: "of nobody", newPassword: "a password for nobody" }),
    contentType: JSON_TYPE,
  },
  ...["GET", "POST"].map((method) => ({
    method,
    route: "/api/trpc/[trpc]",
    access: "signed-in" as const,
    tokensOnly: false,
    address: () => "/api/trpc/projects.list",
    ...(method === "POST" ? { body: () => "{}", contentType: JSON_TYPE } : {}),
  })),
  {
    method: "GET",
    route: "/api/artifacts/[id]",
    access: "project.read",
    tokensOnly: false,
    address: (project) => `/api/artifacts/${project}-artifact`,
    parameters: (project) => ({ id: `${project}-artifact` }),
  },
  {
    method: "GET",
    route: "/api/datasets/[version]/export",
    access: "project.read",
    tokensOnly: false,
    address: (project) => `/api/datasets/${project}-version/export?project=${project}`,
    parameters: (project) => ({ version: `${project}-version` }),
  },
  {
    method: "GET",
    route: "/api/pairs/[version]/export",
    access: "project.read",
    tokensOnly: false,
    address: (project) => `/api/pairs/${project}-version/export?project=${project}`,
    parameters: (project) => ({ version: `${project}-version` }),
  },
  {
    method: "GET",
    route: "/api/reports/[report]/files",
    access: "project.read",
    tokensOnly: false,
    address: (project) => `/api/reports/${project}-report/files?project=${project}&file=csv`,
    parameters: (project) => ({ report: `${project}-report` }),
  },
  {
    method: "POST",
    route: "/api/reports/[report]/files",
    access: "gates.sign",
    tokensOnly: false,
    address: (project) => `/api/reports/${project}-report/files`,
    parameters: (project) => ({ report: `${project}-report` }),
    body: (project) => `project=${project}&quotes=yes`,
    contentType: "application/x-www-form-urlencoded",
  },
  ...["/api/datasets", "/api/datasets/imports"].map((route) => ({
    method: "POST",
    route,
    access: "datasets.write" as const,
    tokensOnly: false,
    address: (project: string) => `${route}?${upload(project)}`,
    body: () => "a,b\n1,2\n",
    contentType: "text/csv",
  })),
  {
    method: "POST",
    route: "/api/client/runs",
    access: "runs.log",
    tokensOnly: true,
    address: () => "/api/client/runs",
    body: (project) => JSON.stringify({ project, name: "matrix", config: {} }),
    contentType: JSON_TYPE,
  },
  {
    method: "POST",
    route: "/api/runs/import",
    access: "runs.log",
    tokensOnly: true,
    address: (project) => `/api/runs/import?project=${project}`,
    body: () => "no journal",
  },
  { method: "POST", route: "/api/ingest", access: "attempt", tokensOnly: true, address: () => "/api/ingest" },
  ...["GET", "PUT"].map((method) => ({
    method,
    route: "/api/client/objects/[digest]",
    access: "attempt" as const,
    tokensOnly: true,
    address: () => `/api/client/objects/${"b".repeat(64)}`,
    parameters: () => ({ digest: "b".repeat(64) }),
  })),
  {
    method: "GET",
    route: "/api/v1/openapi.json",
    access: "signed-in",
    tokensOnly: false,
    address: () => "/api/v1/openapi.json",
  },
];

/** Every operation of the API behind its one route; what the route is asked besides is no operation. */
const OPERATION_DOORS: readonly RouteDoor[] = OPERATIONS.map(({ id, method, path, access, kind }) => {
  const at = (project: MatrixProject) =>
    path
      .replace("{project}", project)
      .replace("{artifact}", `${project}-artifact`)
      .replace(/\{\w+\}/g, "none");
  const hasBody = method !== "GET" && method !== "DELETE" && kind === "procedure";
  return {
    method,
    route: API_ROUTE,
    name: `${API_ROOT}: ${id}`,
    access,
    tokensOnly: true,
    address: (project) => `${API_ROOT}${at(project)}${kind === "upload" ? "?fileName=rows.csv" : ""}`,
    ...(hasBody ? { body: () => "{}", contentType: JSON_TYPE } : {}),
    ...(kind === "upload" ? { body: () => "a,b\n1,2\n", contentType: "text/csv" } : {}),
  };
});

export const ROUTE_DOORS: readonly RouteDoor[] = [
  ...OWN_ROUTES.map((each) => ({ ...each, name: `${each.method} ${each.route}` })),
  ...OPERATION_DOORS,
];
