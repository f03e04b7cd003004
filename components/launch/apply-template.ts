import type { ConfigField } from "@/domain/runs/config-field";
import { readFieldValue } from "@/domain/runs/config-field";
import type { LaunchTemplate, TemplateSetting } from "@/domain/runs/launch-template";
import type { LaunchDraft } from "./launch-draft";
import { typedValuesOf } from "./typed-values";

/** One field that a template filled in; `before` is undefined where the default stood. */
export type TemplateChange = {
  key: string;
  title: string;
  before: unknown;
  fallback: unknown;
  now: unknown;
  source: string;
};

export type AppliedTemplate = {
  template: LaunchTemplate;
  changes: readonly TemplateChange[];
  /** Settings of the template that stood so already. */
  same: number;
};

const SEED = "seed";

/** Two ways of typing the same value are the same. */
function sameValue(field: ConfigField, one: unknown, other: unknown): boolean {
  const read = (value: unknown) => {
    const reading = readFieldValue(field, value);
    return JSON.stringify(reading.ok ? reading.value : value);
  };
  return read(one) === read(other);
}

function changeOf(draft: LaunchDraft, field: ConfigField, setting: TemplateSetting): TemplateChange | null {
  const { key, title } = field;
  const before = draft.config[key];
  const now = typedValuesOf(setting.values);
  if (sameValue(field, before ?? field.default, now)) return null;
  return { key, title, before, fallback: field.default, now, source: setting.source };
}

function seedChange(draft: LaunchDraft, { seed }: LaunchTemplate): TemplateChange[] {
  if (!seed || draft.seed.trim() === String(seed.value)) return [];
  return [
    {
      key: SEED,
      title: "Seed",
      before: draft.seed || undefined,
      fallback: "drawn",
      now: String(seed.value),
      source: seed.source,
    },
  ];
}

function withValue(draft: LaunchDraft, key: string, value: unknown): LaunchDraft {
  if (key === SEED) return { ...draft, seed: typeof value === "string" ? value : "" };
  const { [key]: _, ...rest } = draft.config;
  return { ...draft, config: value === undefined ? rest : { ...rest, [key]: value } };
}

/** Fills in a template, and says which fields it changed and what stood in them. */
export function applyTemplate(
  draft: LaunchDraft,
  template: LaunchTemplate,
  fields: readonly ConfigField[],
): { draft: LaunchDraft; applied: AppliedTemplate } {
  const changes = template.settings.flatMap((setting) => {
    const field = fields.find(({ key }) => key === setting.key);
    return (field && changeOf(draft, field, setting)) ?? [];
  });
  const all = [...changes, ...seedChange(draft, template)];
  const next = all.reduce((each, { key, now }) => withValue(each, key, now), draft);
  const wanted = template.settings.length + (template.seed ? 1 : 0);
  return { draft: next, applied: { template, changes: all, same: wanted - all.length } };
}

/** What stood before comes back, except where somebody has typed on since. */
export function undoTemplate(draft: LaunchDraft, { changes }: AppliedTemplate): LaunchDraft {
  const holds = ({ key, now }: TemplateChange) => (key === SEED ? draft.seed : draft.config[key]) === now;
  return changes.filter(holds).reduce((each, { key, before }) => withValue(each, key, before), draft);
}
