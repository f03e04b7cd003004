"use client";

import { useState } from "react";
import type { ConfigField } from "@/domain/runs/config-field";
import type { LaunchTemplate } from "@/domain/runs/launch-template";
import { templatesOf } from "@/domain/runs/launch-templates";
import { Button } from "../ui/button";
import { type AppliedTemplate, applyTemplate, undoTemplate } from "./apply-template";
import type { LaunchDraft } from "./launch-draft";
import { TemplateNote } from "./template-note";

type TemplatePickerProps = {
  draft: LaunchDraft;
  fields: readonly ConfigField[];
  onChange: (draft: LaunchDraft) => void;
};

/** Parameters of published recipes for this stage; what one of them filled in can be taken back. */
export function TemplatePicker({ draft, fields, onChange }: TemplatePickerProps) {
  const [applied, setApplied] = useState<AppliedTemplate | null>(null);
  const templates = templatesOf(draft.stage);
  if (templates.length === 0) return null;
  const shown = applied?.template.stage === draft.stage ? applied : null;
  const fill = (template: LaunchTemplate) => {
    // What an earlier template filled in is taken back first, so that undo always leads to what a person typed.
    const { draft: next, applied: now } = applyTemplate(shown ? undoTemplate(draft, shown) : draft, template, fields);
    onChange(next);
    setApplied(now);
  };
  const undo = () => {
    if (shown) onChange(undoTemplate(draft, shown));
    setApplied(null);
  };
  return (
    <section aria-label="Templates" className="border-t border-line py-4">
      <h2 className="mb-2 text-sm font-semibold">Templates</h2>
      <ul className="grid gap-2 sm:grid-cols-2">
        {templates.map((template) => (
          <li key={template.name} className="flex items-center gap-3 rounded-lg border border-line p-2.5">
            <div className="min-w-0 flex-1">
              <b className="block text-sm font-medium">{template.title}</b>
              <span className="block text-xs text-muted">{template.summary}</span>
            </div>
            <Button size="sm" aria-label={`Fill in ${template.title}`} onClick={() => fill(template)}>
              Fill in
            </Button>
          </li>
        ))}
      </ul>
      {shown ? <TemplateNote applied={shown} onUndo={undo} onClose={() => setApplied(null)} /> : null}
    </section>
  );
}
