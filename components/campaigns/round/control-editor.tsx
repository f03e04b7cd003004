"use client";

import { useState } from "react";
import { editsOf } from "@/domain/campaigns/edits-of";
import { formatCounted } from "@/domain/format/number";
import { newId } from "@/domain/identifiers";
import { DiffedText } from "../../evaluation/diffed-text";
import { SourceText } from "../../evaluation/source-text";
import { useProject } from "../../layout/project-context";
import { Button } from "../../ui/button";
import { ScrollRegion } from "../../ui/scroll-region";
import { Select } from "../../ui/select";
import { Textarea } from "../../ui/textarea";
import { FailureNote } from "../failure-note";
import { CheckField } from "../form/check-field";
import { Labelled } from "../form/labelled";
import { type Campaign, useCampaignWrites } from "../use-campaign";
import type { ChosenNote } from "./note-choice";

type ControlEditorProps = { campaign: Campaign; note: ChosenNote; onBack: () => void; onDone: () => void };

/** Left as it is, the note is clean; every change is an error that readers should find. */
export function ControlEditor({ campaign, note, onBack, onDone }: ControlEditorProps) {
  const { project, person } = useProject();
  const { addControls } = useCampaignWrites();
  const { taxonomy, severities } = campaign.protocol;
  const [text, setText] = useState(note.reference);
  const [type, setType] = useState(taxonomy.types[0]?.id ?? "");
  const [severity, setSeverity] = useState(severities.at(-1)?.id ?? "");
  const [why, setWhy] = useState("");
  const [practice, setPractice] = useState(campaign.protocol.practice !== null);
  const [read, setRead] = useState(false);
  const edits = editsOf(note.reference, text);
  const clean = edits.length === 0;
  const add = () => {
    const marks = edits.map(({ span }) => ({
      ...{ id: newId(), kind: "error" as const, span, type, severity, evidence: "none" as const, comment: why },
    }));
    const plain = edits.map(({ start, before, after }) => ({ start, before, after }));
    addControls.mutate(
      {
        project: project.slug,
        campaign: campaign.id,
        controls: [
          {
            ...{ source: note.source, note: text, section: note.section, exampleId: note.exampleId },
            kind: practice ? "practice" : clean ? "clean" : "planted",
            truth: clean ? { verdict: "clean", marks: [] } : { verdict: "marked", marks },
            provenance: clean
              ? { how: "settled", by: person.name, why }
              : { how: "edited", by: person.name, edits: plain },
          },
        ],
      },
      { onSuccess: onDone },
    );
  };
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 md:grid-cols-2">
        <ScrollRegion aria-label="Source" className="max-h-[42vh] overflow-auto rounded-md border border-line p-3">
          <SourceText source={note.source} />
        </ScrollRegion>
        <div className="grid content-start gap-3">
          <Labelled id="control-note" label="Note" about="Change it to plant an error; leave it to settle it as clean.">
            <Textarea
              id="control-note"
              rows={6}
              value={text}
              aria-describedby="control-note-about"
              onChange={({ target }) => setText(target.value)}
            />
          </Labelled>
          {clean ? null : <DiffedText reference={note.reference} text={text} />}
          {clean ? null : (
            <div className="grid grid-cols-2 gap-3">
              <Labelled id="control-type" label="Type">
                <Select
                  id="control-type"
                  value={type}
                  options={taxonomy.types.map(({ id, label }) => ({ value: id, label }))}
                  onChange={setType}
                />
              </Labelled>
              <Labelled id="control-severity" label="Severity">
                <Select
                  id="control-severity"
                  value={severity}
                  options={severities.map(({ id, label }) => ({ value: id, label }))}
                  onChange={setSeverity}
                />
              </Labelled>
            </div>
          )}
          <Labelled id="control-why" label="Why" about="Readers see it as feedback in practice.">
            <Textarea
              id="control-why"
              rows={2}
              value={why}
              maxLength={1_000}
              aria-describedby="control-why-about"
              onChange={({ target }) => setWhy(target.value)}
            />
          </Labelled>
        </div>
      </div>
      <CheckField
        id="control-practice"
        label="For practice, with feedback; else it is hidden among the cases"
        checked={practice}
        onChange={setPractice}
      />
      <CheckField
        id="control-read"
        label={
          clean
            ? "I read this note against its source, and it is clean"
            : `I read this note against its source; ${formatCounted(edits.length, "change")} ${edits.length === 1 ? "is" : "are"} all that is wrong in it`
        }
        checked={read}
        onChange={setRead}
      />
      <FailureNote error={addControls.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>Choose another note</Button>
        <Button variant="primary" disabled={!read || addControls.isPending} onClick={add}>
          {clean ? "Settle as clean" : "Plant the error"}
        </Button>
      </div>
    </div>
  );
}
