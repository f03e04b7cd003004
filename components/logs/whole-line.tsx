"use client";

import { Copy } from "lucide-react";
import { formatCount } from "@/domain/format/number";
import { formatInstant } from "@/domain/format/relative-time";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { lastOverwrite, readAnsi } from "./ansi";
import type { LogLine } from "./use-log-lines";

/** A line too long for the list, in full and wrapped. */
export function WholeLine({ line, onClose }: { line: LogLine; onClose: () => void }) {
  const text = lastOverwrite(line.text);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast.success("The line is copied."),
      () => toast.error("The browser did not allow copying."),
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Line ${formatCount(line.number)}`}
      description={`${formatCount(text.length)} characters, ${line.level}, ${line.stream}, ${formatInstant(new Date(line.time * 1000))}`}
      className="w-[min(960px,94vw)]!"
      footer={
        <Button onClick={copy}>
          <Copy aria-hidden className="size-3.5" /> Copy line
        </Button>
      }
    >
      <p className="whitespace-pre-wrap break-all font-mono text-xs leading-[17px]">
        {readAnsi(text)
          .map((part) => part.text)
          .join("")}
      </p>
    </Dialog>
  );
}
