import { TAXONOMIES, type Taxonomy } from "../campaigns/taxonomy";
import type { LabelProblems } from "./label-problem";

const plain = (text: string): string => text.trim().toLowerCase();

const MOST_TYPES = 9;
const LONGEST_TYPE = 40;

/** Of labels that name no type: an error is an error. */
const UNTYPED: Taxonomy = {
  id: "own@1",
  types: [{ id: "error", label: "Error", description: "The labels name no type." }],
};

function idOf(label: string, place: number, taken: ReadonlySet<string>): string {
  const letters = plain(label)
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 36);
  return letters === "" || taken.has(letters) ? `type_${place + 1}` : letters;
}

export type ReadTypes = { taxonomy: Taxonomy; idOf: (name: string) => string | null };

/** A taxonomy that holds every type of a file: a known one where all names are its own, else one of these names. */
export function readTypes(names: ReadonlySet<string>): ReadTypes {
  const used = [...new Map([...names].map((name) => [plain(name), name.trim()])).values()];
  if (used.length === 0) return { taxonomy: UNTYPED, idOf: () => "error" };
  const finder =
    ({ types }: Taxonomy) =>
    (name: string) =>
      types.find(({ id, label }) => id === plain(name) || plain(label) === plain(name))?.id ?? null;
  const known = TAXONOMIES.find((taxonomy) => used.every((name) => finder(taxonomy)(name) !== null));
  if (known) return { taxonomy: known, idOf: finder(known) };
  const taken = new Set<string>();
  const types = used.slice(0, MOST_TYPES).map((label, place) => {
    const id = idOf(label, place, taken);
    taken.add(id);
    return { id, label: label.slice(0, LONGEST_TYPE), description: "" };
  });
  const byName = new Map(used.map((name, place) => [plain(name), types[place]?.id ?? null]));
  return { taxonomy: { id: "own@1", types }, idOf: (name) => byName.get(plain(name)) ?? null };
}

export function checkTypes(names: ReadonlySet<string>, column: string | null, problems: LabelProblems): void {
  if ([...names].some((name) => name.length > LONGEST_TYPE)) {
    problems.add(null, column, `A type's name is longer than ${LONGEST_TYPE} characters.`, "Shorten it.");
  }
  const count = new Set([...names].map(plain)).size;
  if (count > MOST_TYPES) {
    problems.add(null, column, `There are ${count} types; ${MOST_TYPES} are the most.`, "Put some together.");
  }
}
