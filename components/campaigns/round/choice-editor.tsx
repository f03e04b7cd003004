"use client";

import { useState } from "react";
import { DiffedText } from "../../evaluation/diffed-text";
import { SourceText } from "../../evaluation/source-text";
import { useProject } from "../../layout/project-context";
import { Button } from "../../ui/button";
import { ScrollRegion } from "../../ui/scroll-region";
import { Textarea } from "../../ui/textarea";
import { FailureNote } from "../failure-note";
import { CheckField } from "../form/check-field";
import { ChoiceRow } from "../form/choice-row";
import { Labelled } from "../form/labelled";
import { type Campaign, useCampaignWrites } from "../use-campaign";
import type { ChosenNote } from "./note-choice";

type Answer = "first" | "second" | "tie";
const ANSWERS: readonly { value: Answer; title: string }[] = [
  { value: "first", title: "The first" },
  { value: "second", title: "The second" },
  { value: "tie", title: "Equal" },
];

type ChoiceEditorProps = { campaign: Campaign; note: ChosenNote; onBack: () => void; onDone: () => void };

/** A note that people wrote beside another of the same source, and which of the two is better. */
export function ChoiceEditor({ campaign, note, onBack, onDone }: ChoiceEditorProps) {
  const { project, person } = useProject();
  const { addControls } = useCampaignWrites();
  const [text, setText] = useState(note.reference);
  const [answer, setAnswer] = useState<Answer>("first");
  const [why, setWhy] = useState("");
  const [read, setRead] = useState(false);
  const same = text.trim() === note.reference.trim();
  const lacking = text.trim() === "" || same || why.trim() === "" || !read;
  const add = () =>
    addControls.mutate(
      {
        project: project.slug,
        campaign: campaign.id,
        controls: [
          {
            ...{ kind: "practice", source: note.source, note: note.reference, otherNote: text },
            ...{ section: note.section, exampleId: note.exampleId },
            truth: { verdict: answer, marks: [] },
            provenance: { how: "settled", by: person.name, why },
          },
        ],
      },
      { onSuccess: onDone },
    );
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 md:grid-cols-2">
        <ScrollRegion aria-label="Source" className="max-h-[46vh] overflow-auto rounded-md border border-line p-3">
          <SourceText source={note.source} />
        </ScrollRegion>
        <div className="grid content-start gap-3">
          <div>
            <p className="mb-1 font-medium">First note</p>
            <ScrollRegion aria-label="First note" className="max-h-40 overflow-auto rounded-md border border-line p-2">
              <p className="whitespace-pre-wrap">{note.reference}</p>
            </ScrollRegion>
          </div>
          <Labelled id="choice-note" label="Second note" about="Change it into a better or a worse one of this source.">
            <Textarea
              id="choice-note"
              rows={5}
              value={text}
              aria-describedby="choice-note-about"
              onChange={({ target }) => setText(target.value)}
            />
          </Labelled>
          {same ? null : <DiffedText reference={note.reference} text={text} />}
          <ChoiceRow
            name="choice-answer"
            legend="Which is better"
            value={answer}
            choices={ANSWERS}
            onChange={setAnswer}
          />
          <Labelled id="choice-why" label="Why" about="Readers see it behind their choice, with A and B in any order.">
            <Textarea
              id="choice-why"
              rows={2}
              value={why}
              maxLength={1_000}
              aria-describedby="choice-why-about"
              onChange={({ target }) => setWhy(target.value)}
            />
          </Labelled>
        </div>
      </div>
      <CheckField
        id="choice-read"
        label="I read both notes against their source, and this is the answer"
        checked={read}
        onChange={setRead}
      />
      <FailureNote error={addControls.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>Choose another note</Button>
        <Button variant="primary" disabled={lacking || addControls.isPending} onClick={add}>
          Settle the choice
        </Button>
      </div>
    </div>
  );
}
