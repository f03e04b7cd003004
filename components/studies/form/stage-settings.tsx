import { ConfigForm } from "../../launch/config-form";
import type { LoopDraft } from "./loop-draft";
import type { StageFields, StageName } from "./stage-configs";

type StageSettingsProps = {
  stage: StageName;
  title: string;
  draft: LoopDraft;
  fields: StageFields;
  problems: ReadonlyMap<string, string>;
  onChange: (part: Partial<LoopDraft>) => void;
};

/** Every setting of one stage of the study, folded until somebody wants one. */
export function StageSettings({ stage, title, draft, fields, problems, onChange }: StageSettingsProps) {
  const config = draft.configs[stage];
  const changed = Object.keys(config).length;
  const own = new Map(
    [...problems].flatMap(([where, what]) => {
      const [name, key] = where.split(".");
      return name === stage && key ? [[`config.${key}`, what] as const] : [];
    }),
  );
  const set = (key: string, value: unknown) => {
    const { [key]: _, ...rest } = config;
    const next = value === undefined ? rest : { ...rest, [key]: value };
    onChange({ configs: { ...draft.configs, [stage]: next } });
  };
  return (
    <details className="rounded-lg border border-line" open={own.size > 0 || undefined}>
      <summary className="px-3 py-2 hover:bg-raised">
        {title} <span className="text-muted">{changed === 0 ? "as they are" : `${changed} changed`}</span>
      </summary>
      <div className="px-3">
        <ConfigForm draft={{ config }} fields={fields[stage]} problems={own} prefix={`loop-${stage}`} onChange={set} />
      </div>
    </details>
  );
}
