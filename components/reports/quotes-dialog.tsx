"use client";

import { useId, useState } from "react";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import type { FrozenReport } from "./use-report";

/** Texts of patients leave only by this box, and the audit chain says who ticked it. */
export function QuotesDialog({ report, onClose }: { report: FrozenReport; onClose: () => void }) {
  const { project } = useProject();
  const [ticked, setTicked] = useState(false);
  const [form, box] = [useId(), useId()];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Paper pack with quoted texts"
      description="The pack then holds the words that readers marked in the notes. They may name patients; where it may go is yours to know."
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant="primary" type="submit" form={form} disabled={!ticked}>
            Save the pack
          </Button>
        </>
      }
    >
      <form
        id={form}
        method="post"
        action={`/api/reports/${encodeURIComponent(report.id)}/files`}
        onSubmit={() => setTimeout(onClose, 0)}
      >
        <input type="hidden" name="project" value={project.slug} />
        <div className="flex items-center gap-2">
          <Checkbox id={box} name="quotes" value="yes" checked={ticked} onCheckedChange={setTicked} />
          <label htmlFor={box}>Include the quoted texts; this is recorded in the audit chain under my name.</label>
        </div>
      </form>
    </Dialog>
  );
}
