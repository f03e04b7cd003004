"use client";

import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";

type MarkCommentDialogProps = { start: string; onKeep: (words: string) => void; onClose: () => void };

export function MarkCommentDialog({ start, onKeep, onClose }: MarkCommentDialogProps) {
  const [words, setWords] = useState(start);
  function submit(event: FormEvent) {
    event.preventDefault();
    onKeep(words.trim());
  }
  return (
    <Dialog open onOpenChange={onClose} title="Comment on this mark">
      <form method="post" onSubmit={submit} className="flex gap-2">
        <Input
          autoFocus
          aria-label="Comment on this mark"
          dir="auto"
          maxLength={4_000}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <Button type="submit" variant="primary" hint="↵">
          Keep
        </Button>
      </form>
    </Dialog>
  );
}
