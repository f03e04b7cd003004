import { useId, useState } from "react";
import type { DraftEdit } from "@/domain/pairs/draft-edit";
import type { Label } from "@/domain/pairs/pair";
import { Labelled } from "../campaigns/form/labelled";
import type { RouterOutputs } from "../layout/trpc";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

type PairEditorProps = {
  draft: RouterOutputs["pairs"]["draft"];
  busy: boolean;
  onSave: (edit: DraftEdit) => void;
  onCancel: () => void;
};

const LABELS = [
  { value: "0", label: "factual" },
  { value: "1", label: "hallucinated" },
];

/** Both answers and their labels; a pair whose labels say so is turned when it is saved. */
export function PairEditor({ draft, busy, onSave, onCancel }: PairEditorProps) {
  const id = useId();
  const [text, setText] = useState({ chosen: draft.chosen, rejected: draft.rejected });
  const [label, setLabel] = useState<{ chosen: Label; rejected: Label }>({
    chosen: draft.hChosen,
    rejected: draft.hRejected,
  });
  const [reason, setReason] = useState("");
  const save = () =>
    onSave({
      kind: "edit",
      chosen: text.chosen,
      rejected: text.rejected,
      hChosen: label.chosen,
      hRejected: label.rejected,
      reason: reason.trim(),
    });
  return (
    <div className="grid gap-4">
      <div className="grid gap-5 lg:grid-cols-3">
        <section className="lg:max-h-[46vh] lg:overflow-auto">
          <h3 className="mb-1 text-xs font-medium text-muted">Prompt</h3>
          <p className="whitespace-pre-wrap">{draft.prompt}</p>
        </section>
        {(["chosen", "rejected"] as const).map((side) => (
          <div key={side} className="grid content-start gap-2">
            <Labelled id={`${id}-${side}`} label={side === "chosen" ? "Chosen" : "Rejected"}>
              <Textarea
                id={`${id}-${side}`}
                rows={12}
                value={text[side]}
                onChange={({ target }) => setText((before) => ({ ...before, [side]: target.value }))}
              />
            </Labelled>
            <Select
              label={`The ${side} answer is`}
              value={String(label[side])}
              options={LABELS}
              onChange={(value) => setLabel((before) => ({ ...before, [side]: value === "1" ? 1 : 0 }))}
            />
          </div>
        ))}
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <Labelled id={`${id}-reason`} label="Why it is changed" className="min-w-72 flex-1">
          <Input
            id={`${id}-reason`}
            value={reason}
            maxLength={500}
            onChange={({ target }) => setReason(target.value)}
          />
        </Labelled>
        <Button onClick={onCancel}>Keep as it was</Button>
        <Button variant="primary" disabled={busy || reason.trim().length < 3} onClick={save}>
          Save pair
        </Button>
      </div>
    </div>
  );
}
