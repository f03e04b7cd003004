import { type Actor, MATRIX_PROJECTS, type MatrixProject } from "./actors";
import type { Observation } from "./observation";

const count = (seen: readonly Observation[], of: (each: Observation) => boolean) => seen.filter(of).length;

function mark({ opened, expected }: Observation): string {
  if (opened !== expected) return opened ? "A" : "R";
  return opened ? "+" : "·";
}

function legend(actors: readonly Actor[]): string[] {
  return actors.map(({ name }, at) => `${String(at + 1).padStart(4)}  ${name}`);
}

/** One line a door: who is let in, a column for each actor, in each of the projects. */
export function formatMatrix(seen: readonly Observation[], actors: readonly Actor[]): string {
  const doors = new Map<string, Observation[]>();
  for (const each of seen) doors.set(each.door, [...(doors.get(each.door) ?? []), each]);
  const nameWidth = Math.max(...[...doors.keys()].map((door) => door.length));
  const accessWidth = Math.max(...seen.map(({ access }) => access.length));
  const cells = (of: readonly Observation[], project: MatrixProject) =>
    actors
      .map(({ name }) => of.find((each) => each.actor === name && each.project === project))
      .map((each) => (each ? mark(each) : " "))
      .join("");
  const line = (name: string, access: string, columns: readonly string[]) =>
    [name.padEnd(nameWidth), access.padEnd(accessWidth), ...columns].join("  ").trimEnd();
  const rows = [...doors].map(([door, of]) =>
    line(
      door,
      of[0]?.access ?? "",
      MATRIX_PROJECTS.map((project) => cells(of, project)),
    ),
  );
  const heads = MATRIX_PROJECTS.map((project) => project.padEnd(actors.length));
  return [
    line("", "for", heads),
    ...rows,
    "",
    "Columns, each in its own project, a foreign one, none:",
    ...legend(actors),
  ].join("\n");
}

/** "… wrong allows 0, wrong refusals 0" */
export function summariseMatrix(title: string, seen: readonly Observation[]): string {
  const doors = new Set(seen.map(({ door }) => door)).size;
  const actors = new Set(seen.map(({ actor }) => actor)).size;
  const wrongAllows = count(seen, ({ opened, expected }) => opened && !expected);
  const wrongRefusals = count(seen, ({ opened, expected }) => !opened && expected);
  return [
    `${doors} ${title} x ${actors} actors x ${MATRIX_PROJECTS.length} projects = ${seen.length} asked:`,
    `let in ${count(seen, ({ opened }) => opened)}, refused ${count(seen, ({ opened }) => !opened)},`,
    `wrong allows ${wrongAllows}, wrong refusals ${wrongRefusals}`,
  ].join(" ");
}
