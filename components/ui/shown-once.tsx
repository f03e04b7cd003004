"use client";

import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "./button";
import { Input } from "./input";

type ShownOnceProps = { label: string; text: string };

/**
 * A secret that is never shown again. Over plain http a browser has no clipboard for pages; then the text is marked
 * for the person's own copying.
 */
export function ShownOnce({ label, text }: ShownOnceProps) {
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"" | "copied" | "marked">("");
  const id = useId();
  const mark = () => {
    field.current?.select();
    setState("marked");
  };
  const copy = () => {
    if (!navigator.clipboard) return mark();
    navigator.clipboard.writeText(text).then(() => setState("copied"), mark);
  };
  return (
    <div className="grid gap-1">
      <label htmlFor={id}>{label}</label>
      <div className="flex gap-2">
        <Input
          id={id}
          ref={field}
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
          className="min-w-0 flex-1 font-mono text-xs"
        />
        <Button onClick={copy}>
          {state === "copied" ? (
            <Check aria-hidden className="size-3.5 text-good" />
          ) : (
            <Copy aria-hidden className="size-3.5" />
          )}
          {state === "copied" ? "Copied" : "Copy"}
        </Button>
      </div>
      <p role="status" className="min-h-4 text-xs text-muted">
        {state === "marked" ? "Marked: copy it with Ctrl C or ⌘ C." : "It is shown this one time."}
      </p>
    </div>
  );
}
