export const FIELD_GROUPS = ["configuration", "data", "code", "environment"] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** One thing that runs can differ in; null where a run does not have it. `values` are in the order of the runs. */
export type Field = {
  group: FieldGroup;
  key: string;
  title: string;
  unit: string | null;
  values: (string | null)[];
};

export type NamedField = Omit<Field, "values">;

/** Collects what is known of each run, field by field. */
export class FieldTable {
  readonly #fields = new Map<string, { field: NamedField; values: Map<string, string> }>();

  put(runId: string, field: NamedField, value: string | null): void {
    if (value === null) return;
    const held = this.#fields.get(`${field.group} ${field.key}`) ?? { field, values: new Map<string, string>() };
    held.values.set(runId, value);
    this.#fields.set(`${field.group} ${field.key}`, held);
  }

  /** What the runs differ in, by group; and how many fields are the same in all. */
  differing(runIds: readonly string[]): { rows: Field[]; same: Field[] } {
    const all = [...this.#fields.values()].map(
      ({ field, values }): Field => ({ ...field, values: runIds.map((id) => values.get(id) ?? null) }),
    );
    const ordered = FIELD_GROUPS.flatMap((group) => all.filter((field) => field.group === group));
    const differs = ({ values }: Field) => new Set(values).size > 1;
    return { rows: ordered.filter(differs), same: ordered.filter((field) => !differs(field)) };
  }
}
