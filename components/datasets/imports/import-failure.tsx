import type { ImportOptions } from "@/domain/datasets/import-options";
import { ENCODINGS } from "@/domain/datasets/import-options";
import { Button } from "../../ui/button";
import type { Import } from "./use-import";

type ImportFailureProps = {
  failure: NonNullable<Import["failure"]>;
  found: Import;
  step: (wanted: { do: "examine"; options: ImportOptions }) => void;
};

/** Why the file could not be read, in the words of whoever read it, and what can be tried. */
export function ImportFailure({ failure, found, step }: ImportFailureProps) {
  const others = ENCODINGS.filter((encoding) => encoding !== (found.options.encoding ?? "utf-8"));
  return (
    <section role="alert" className="grid gap-3 rounded-lg border border-bad/40 bg-bad-soft p-4 text-sm">
      <p className="text-bad">{failure.message}</p>
      {found.state === "failed" ? (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => step({ do: "examine", options: found.options })}>
            Try again
          </Button>
          {others.map((encoding) => (
            <Button
              key={encoding}
              size="sm"
              onClick={() => step({ do: "examine", options: { ...found.options, encoding } })}
            >
              Read it as {encoding}
            </Button>
          ))}
        </div>
      ) : null}
    </section>
  );
}
