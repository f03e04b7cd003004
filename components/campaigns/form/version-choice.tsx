import type { FrameSource } from "@/domain/campaigns/frame";
import { SPLITS } from "@/domain/datasets/dataset-types";
import { formatCounted } from "@/domain/format/number";
import type { RouterOutputs } from "../../layout/trpc";
import { Select } from "../../ui/select";
import { CheckField } from "./check-field";
import { Labelled } from "./labelled";

type Versions = RouterOutputs["campaigns"]["choices"]["versions"];
type Chosen = Extract<FrameSource, { from: "version" }>;
type VersionChoiceProps = { versions: Versions; chosen: Chosen | null; onChange: (source: Chosen) => void };

const NO_ARM = "·none·";

export function VersionChoice({ versions, chosen, onChange }: VersionChoiceProps) {
  const version = versions.find(({ id }) => id === chosen?.version);
  if (versions.length === 0) {
    return (
      <p className="text-muted">There is no dataset of notes yet. Import one, with a dialogue and a note a row.</p>
    );
  }
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Labelled id="frame-version" label="Version">
        <Select
          id="frame-version"
          value={chosen?.version}
          placeholder="Choose a version"
          options={versions.map(({ id, name, number, rows }) => ({
            value: id,
            label: `${name} v${number}`,
            remark: formatCounted(rows, "row"),
          }))}
          onChange={(id) => onChange({ from: "version", version: id, splits: [], armColumn: null })}
        />
      </Labelled>
      {chosen && version && version.columns.length > 0 ? (
        <Labelled
          id="frame-arm"
          label="Column that says whose note it is"
          about="Rows with the same source are then arms of it. Readers never see it."
        >
          <Select
            id="frame-arm"
            value={chosen.armColumn ?? NO_ARM}
            options={[
              { value: NO_ARM, label: "None" },
              ...version.columns.map((column) => ({ value: column, label: column })),
            ]}
            onChange={(column) => onChange({ ...chosen, armColumn: column === NO_ARM ? null : column })}
          />
        </Labelled>
      ) : null}
      {chosen ? (
        <fieldset className="flex flex-wrap gap-4 sm:col-span-2">
          <legend className="mb-1">Splits; none chosen takes all</legend>
          {SPLITS.map((split) => (
            <CheckField
              key={split}
              id={`frame-${split}`}
              label={split}
              checked={chosen.splits.includes(split)}
              onChange={(checked) =>
                onChange({
                  ...chosen,
                  splits: SPLITS.filter((each) => (each === split ? checked : chosen.splits.includes(each))),
                })
              }
            />
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}
