import type { ReferenceField } from "@/domain/api/reference";
import { Worded } from "./worded";

function TypeWords({ field }: { field: ReferenceField }) {
  const [shape] = field.shapes;
  if (!shape || !field.type.includes(shape)) return <code className="text-muted">{field.type}</code>;
  const [before = "", ...after] = field.type.split(shape);
  return (
    <code className="text-muted">
      {before}
      <a href={`#${shape}`} className="text-accent underline underline-offset-2">
        {shape}
      </a>
      {after.join(shape)}
    </code>
  );
}

function OtherShapes({ field }: { field: ReferenceField }) {
  const others = field.shapes.filter((shape) => !field.type.includes(shape));
  return others.map((shape) => (
    <a key={shape} href={`#${shape}`} className="text-accent underline underline-offset-2">
      {shape}
    </a>
  ));
}

/** Fields with type, whether they are needed, and meaning; what is inside stands indented below. */
export function FieldList({ fields, asked }: { fields: readonly ReferenceField[]; asked: boolean }) {
  return (
    <ul className="grid divide-y divide-line border-y border-line text-sm">
      {fields.map((field) => (
        <li key={field.name} className="grid gap-0.5 py-1.5">
          <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
            <code className="font-medium text-ink">{field.name}</code>
            <TypeWords field={field} />
            <OtherShapes field={field} />
            {asked && field.required ? <span className="text-xs font-medium text-undecided">needed</span> : null}
            {!asked && !field.required ? <span className="text-xs text-muted">may be missing</span> : null}
            {field.default === null ? null : (
              <span className="text-xs text-muted">
                without it <code>{field.default}</code>
              </span>
            )}
          </p>
          {field.description ? (
            <p className="max-w-[72ch] text-muted">
              <Worded text={field.description} />
            </p>
          ) : null}
          {field.fields.length > 0 ? (
            <details className="mt-1">
              <summary className="text-xs text-accent">
                {field.fields.length} {field.fields.length === 1 ? "field" : "fields"} inside
              </summary>
              <div className="mt-1 ml-4">
                <FieldList fields={field.fields} asked={asked} />
              </div>
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
