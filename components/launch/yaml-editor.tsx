"use client";

import { useState } from "react";
import { Textarea } from "../ui/textarea";
import type { LaunchDraft } from "./launch-draft";
import { readLaunchYaml, writeLaunchYaml } from "./launch-yaml";

type YamlEditorProps = { draft: LaunchDraft; config: Record<string, unknown>; onChange: (draft: LaunchDraft) => void };

/** The same draft as text. While it cannot be read, the form keeps what it had. */
export function YamlEditor({ draft, config, onChange }: YamlEditorProps) {
  const [text, setText] = useState(() => writeLaunchYaml(draft, config));
  const reading = readLaunchYaml(text);
  return (
    <div>
      <Textarea
        aria-label="The run as YAML"
        aria-invalid={!reading.ok}
        aria-describedby="yaml-note"
        spellCheck={false}
        rows={24}
        className="font-mono text-xs leading-relaxed"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const next = readLaunchYaml(event.target.value);
          if (next.ok) onChange({ ...next.draft, clonedFromRunId: draft.clonedFromRunId });
        }}
      />
      <p id="yaml-note" role="status" className={reading.ok ? "mt-1 text-xs text-muted" : "mt-1 text-xs text-bad"}>
        {reading.ok ? "Only settings that differ from their default stand here." : reading.problem}
      </p>
    </div>
  );
}
