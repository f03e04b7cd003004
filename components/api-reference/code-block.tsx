"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "../ui/button";
import { ScrollRegion } from "../ui/scroll-region";

type CodeBlockProps = { label: string; text: string; head?: ReactNode };

/** Over plain http a browser has no clipboard for pages; then the text is marked for the person's own copying. */
export function CodeBlock({ label, text, head }: CodeBlockProps) {
  const code = useRef<HTMLElement>(null);
  const [state, setState] = useState<"" | "copied" | "marked">("");
  const mark = () => {
    if (code.current) getSelection()?.selectAllChildren(code.current);
    setState("marked");
  };
  const copy = () => {
    if (!navigator.clipboard) return mark();
    navigator.clipboard.writeText(text).then(() => setState("copied"), mark);
  };
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <div className="flex h-8 items-center gap-1 border-b border-line bg-raised pr-1 pl-2 text-xs text-muted">
        {head ?? <span>{label}</span>}
        <span role="status" className="ml-auto">
          {state === "marked" ? "Marked: copy it with Ctrl C or ⌘ C." : ""}
        </span>
        <Button size="sm" variant="ghost" onClick={copy} aria-label={`Copy: ${label}`}>
          {state === "copied" ? (
            <Check aria-hidden className="size-3.5 text-good" />
          ) : (
            <Copy aria-hidden className="size-3.5" />
          )}
          {state === "copied" ? "Copied" : "Copy"}
        </Button>
      </div>
      <ScrollRegion aria-label={label} className="overflow-x-auto bg-surface p-3">
        <pre className="text-xs leading-relaxed">
          <code ref={code}>{text}</code>
        </pre>
      </ScrollRegion>
    </div>
  );
}
