"use client";

import { useState } from "react";
import { Dialog } from "../../ui/dialog";
import type { Campaign } from "../use-campaign";
import { ChoiceEditor } from "./choice-editor";
import { ControlEditor } from "./control-editor";
import { type ChosenNote, NoteChoice } from "./note-choice";

type ControlDialogProps = { campaign: Campaign; onOpenChange: (open: boolean) => void };

/** A note of the project, read against its source by whoever settles it, and changed on purpose or not. */
export function ControlDialog({ campaign, onOpenChange }: ControlDialogProps) {
  const [note, setNote] = useState<ChosenNote | null>(null);
  const choosing = campaign.protocol.mode === "side-by-side";
  const Editor = choosing ? ChoiceEditor : ControlEditor;
  const title = choosing ? "Settle a choice" : "Settle a note";
  return (
    <Dialog open onOpenChange={onOpenChange} title={title} className="w-[min(980px,94vw)]">
      {note ? (
        <Editor campaign={campaign} note={note} onBack={() => setNote(null)} onDone={() => onOpenChange(false)} />
      ) : (
        <NoteChoice onChoose={setNote} />
      )}
    </Dialog>
  );
}
