"use client";

import { formatCounted } from "@/domain/format/number";
import { useProject } from "../../layout/project-context";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { toast } from "../../ui/toast";
import { type Campaign, type Reader, useCampaignWrites } from "../use-campaign";

type RemoveReaderDialogProps = { campaign: Campaign; reader: Reader; onOpenChange: (open: boolean) => void };

export function RemoveReaderDialog({ campaign, reader, onOpenChange }: RemoveReaderDialogProps) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const { removeReader } = useCampaignWrites();
  const open = reader.progress.total - reader.progress.done;
  const queue = campaign.design.assignment === "queue";
  return (
    <ConfirmDialog
      title={`Remove ${reader.name} from the round?`}
      action="Remove reader"
      busy={removeReader.isPending}
      error={removeReader.error}
      onClose={onClose}
      onConfirm={() =>
        removeReader.mutate(
          { project: project.slug, campaign: campaign.id, reader: reader.id },
          {
            onSuccess: ({ handedOver, unplaced }) => {
              const left = unplaced > 0 ? ` ${formatCounted(unplaced, "source")} keep fewer readings.` : "";
              toast.success(`${formatCounted(handedOver, "case")} went to others.${left}`);
              onClose();
            },
          },
        )
      }
    >
      <p>What {reader.name} read stays and counts; marks without a verdict stay kept too.</p>
      {open > 0 ? (
        <p>
          {formatCounted(open, "open case")} {open === 1 ? "goes" : "go"}{" "}
          {queue ? "back into the queue" : "to the others"}. What everybody else has already keeps the readings it has.
        </p>
      ) : null}
    </ConfirmDialog>
  );
}
