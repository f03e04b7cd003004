import type { ReferenceField, ReferenceOperation } from "@/domain/api/reference";
import { Badge } from "../ui/badge";
import { ExampleBlock } from "./example-block";
import { FieldList } from "./field-list";
import { Worded } from "./worded";

function Fields({
  title,
  fields,
  asked = true,
}: {
  title: string;
  fields: readonly ReferenceField[];
  asked?: boolean;
}) {
  if (fields.length === 0) return null;
  return (
    <div className="grid gap-1">
      <h3 className="text-xs font-medium text-muted">{title}</h3>
      <FieldList fields={fields} asked={asked} />
    </div>
  );
}

function Answer({ operation }: { operation: ReferenceOperation }) {
  const { status, answer, answerShape, gives } = operation;
  if (status === 204) return <p className="text-sm text-muted">Answers 204, with nothing in it.</p>;
  if (gives.length > 0) {
    return (
      <p className="text-sm text-muted">
        Answers {status} with the file: {gives.join(" or ")}.
      </p>
    );
  }
  return <Fields title={`Answers ${status}${answerShape ? `: ${answerShape}` : ""}`} fields={answer} asked={false} />;
}

export function OperationSection({ operation }: { operation: ReferenceOperation }) {
  const { id, method, path, summary, description, scope, repeatable, inPath, query, body, takes } = operation;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 border-t border-line pt-5 pb-8">
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        <a href={`#${id}`} className="hover:text-accent">
          {summary}
        </a>
      </h2>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <Badge tone="accent">{method}</Badge>
        <code className="break-all text-sm">/api/v1{path}</code>
        <span className="text-xs text-muted">
          token with scope {scope}
          {repeatable ? ", takes an Idempotency-Key" : ""}
        </span>
      </p>
      {description ? (
        <p className="mt-2 max-w-[72ch] text-base">
          <Worded text={description} />
        </p>
      ) : null}
      <div className="mt-4 grid gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
        <div className="grid content-start gap-4">
          <Fields title="In the path" fields={inPath} />
          <Fields
            title={takes.length > 0 ? "Beside the file, in the query or the form" : "In the query"}
            fields={query}
          />
          {takes.length > 0 ? (
            <p className="text-sm text-muted">
              The body is the file: <code>{takes.join(", ")}</code>.
            </p>
          ) : null}
          <Fields title="In the body, as JSON" fields={body} />
          <Answer operation={operation} />
        </div>
        <div className="order-first min-w-0 self-start xl:sticky xl:top-4 xl:order-none">
          <ExampleBlock of={summary} curl={operation.curl} python={operation.python} />
        </div>
      </div>
    </section>
  );
}
