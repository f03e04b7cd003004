"use client";

import { useProject } from "../layout/project-context";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import { useSecretWrites } from "./use-secrets";

export function RemoveDialog({ name, onOpenChange }: { name: string; onOpenChange: (open: boolean) => void }) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const { remove } = useSecretWrites();
  const confirm = () =>
    remove.mutate(
      { project: project.slug, name },
      {
        onSuccess: () => {
          toast.success(`${name} is removed.`);
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={`Remove ${name}?`}
      action={`Remove ${name}`}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>Runs that name it no longer start. Those that have started keep it until they end.</p>
      <p className="text-muted">Its value cannot be brought back; only written again.</p>
    </ConfirmDialog>
  );
}
