import type { Ref } from "react";
import type { ReviewCase } from "@/domain/assessments/review-answer";
import { ScrollRegion } from "../ui/scroll-region";
import { cutPieces } from "./correction";

type PlainNoteProps = { name: string; note: ReviewCase["note"]; end: Ref<HTMLDivElement> };

/** A note to be read, sentence by sentence, and not to be marked. */
export function PlainNote({ name, note, end }: PlainNoteProps) {
  const { pieces } = cutPieces(note.text, note.sentences);
  return (
    <>
      <h2 className="mb-2 text-sm font-semibold">Note {name}</h2>
      <ScrollRegion aria-label={`Note ${name}`} data-page-keys className="outline-none">
        <ol>
          {note.sentences.map((sentence, index) => {
            const apart = (pieces[index - 1]?.gap ?? "").split("\n").length > 2;
            return (
              <li
                key={sentence.start}
                dir="auto"
                className={`max-w-[72ch] whitespace-pre-wrap py-1 ${apart ? "mt-3" : ""} ${sentence.kind === "heading" ? "font-semibold" : ""}`}
              >
                {note.text.slice(sentence.start, sentence.end)}
              </li>
            );
          })}
        </ol>
      </ScrollRegion>
      <div ref={end} className="h-px" />
    </>
  );
}
