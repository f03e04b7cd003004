import { ROLES, type Role, TOKEN_SCOPES, type TokenScope } from "@/domain/access";

/** `own` and `foreign` hold the same things; `missing` is a slug that no project has. */
export const MATRIX_PROJECTS = ["own", "foreign", "missing"] as const;
export type MatrixProject = (typeof MATRIX_PROJECTS)[number];
export type RealProject = Exclude<MatrixProject, "missing">;

/** Somebody who may ask: who they are in which project, and by what means they ask. */
export type Actor = {
  name: string;
  by: "nothing" | "browser" | "token" | "attempt";
  /** The person; several actors are one person by different means. */
  person: string | null;
  roles: Partial<Record<RealProject, Role>>;
  scope?: TokenScope;
  /** The token is the one in the data folder. */
  machine?: true;
  /** The one project that the token was made for. */
  tokenProject?: RealProject;
};

const people = [
  ...ROLES.map((role) => ({ person: role as string, roles: { own: role } as Actor["roles"] })),
  { person: "stranger", roles: { foreign: "admin" } as Actor["roles"] },
  { person: "newcomer", roles: {} as Actor["roles"] },
  { person: "guest", roles: { own: "investigator", foreign: "admin" } as Actor["roles"] },
];

const withToken = ["researcher", "reviewer", "investigator", "admin", "stranger"];

/** Nobody, everybody in a browser, everybody's tokens of every scope, some for one project, and a run's own. */
export const MATRIX_ACTORS: readonly Actor[] = [
  { name: "nobody", by: "nothing", person: null, roles: {} },
  ...people.map((each): Actor => ({ ...each, name: each.person, by: "browser" })),
  ...people
    .filter(({ person }) => withToken.includes(person))
    .flatMap(({ person, roles }) =>
      TOKEN_SCOPES.map((scope): Actor => ({ name: `${person} · ${scope} token`, by: "token", person, roles, scope })),
    ),
  { name: "command line of the machine", by: "token", person: "newcomer", roles: {}, scope: "admin", machine: true },
  { name: "attempt of a run", by: "attempt", person: null, roles: {} },
  ...(["own", "foreign"] as const).map(
    (tokenProject): Actor => ({
      name: `guest · admin token for ${tokenProject}`,
      by: "token",
      person: "guest",
      roles: { own: "investigator", foreign: "admin" },
      scope: "admin",
      tokenProject,
    }),
  ),
];

const EVERY_SCOPE = ["researcher", "admin"];

/** For the suites: every role and every scope, but not every scope of every role. */
export const TEST_ACTORS: readonly Actor[] = MATRIX_ACTORS.filter(
  ({ by, person, scope }) => by !== "token" || scope === "admin" || (person !== null && EVERY_SCOPE.includes(person)),
);
