import type { ReferenceGroup } from "@/domain/api/reference";
import { FieldList } from "./field-list";
import { OperationSection } from "./operation-section";
import { Worded } from "./worded";

/** One chapter: its operations, then the shapes that several of them answer. */
export function GroupView({ group }: { group: ReferenceGroup }) {
  return (
    <>
      <h1 className="pb-5">{group.title}</h1>
      {group.operations.map((operation) => (
        <OperationSection key={operation.id} operation={operation} />
      ))}
      {group.shapes.length > 0 ? (
        <section aria-labelledby="shapes" className="border-t border-line pt-5">
          <h2 id="shapes" className="text-lg font-semibold">
            Shapes
          </h2>
          <p className="text-sm text-muted">What the answers above are made of.</p>
          {group.shapes.map(({ name, description, fields }) => (
            <section key={name} id={name} aria-labelledby={`${name}-shape`} className="scroll-mt-4 pt-5">
              <h3 id={`${name}-shape`} className="pb-1 text-base font-medium">
                <code>{name}</code>
              </h3>
              {description ? (
                <p className="pb-1 text-sm text-muted">
                  <Worded text={description} />
                </p>
              ) : null}
              <FieldList fields={fields} asked={false} />
            </section>
          ))}
        </section>
      ) : null}
    </>
  );
}
