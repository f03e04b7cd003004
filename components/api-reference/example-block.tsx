"use client";

import { useStored } from "../layout/use-stored";
import { classNames } from "../ui/class-names";
import { CodeBlock } from "./code-block";

const LANGUAGES = ["curl", "Python"] as const;

/** One example in the language that the person chose last; all on the page change together. */
export function ExampleBlock({ of, curl, python }: { of: string; curl: string; python: string }) {
  const [language, setLanguage] = useStored<string>("assay-api-language", "curl");
  const head = (
    <fieldset className="flex gap-0.5">
      <legend className="sr-only">Language of the examples</legend>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === language}
          onClick={() => setLanguage(each)}
          className={classNames(
            "rounded px-1.5 py-0.5",
            each === language ? "bg-accent-soft font-medium text-accent" : "hover:text-ink",
          )}
        >
          {each}
        </button>
      ))}
    </fieldset>
  );
  return (
    <CodeBlock
      key={language}
      label={`${of} with ${language}`}
      text={language === "Python" ? python : curl}
      head={head}
    />
  );
}
