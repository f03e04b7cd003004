"use client";

import { useProject } from "../layout/project-context";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import { type Person, useRemovePerson } from "./use-people";

export function RemoveDialog({ person, onOpenChange }: { person: Person; onOpenChange: (open: boolean) => void }) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const remove = useRemovePerson(() => {
    if (person.you) return location.assign("/");
    toast.success(`${person.name} is no longer in ${project.name}.`);
    onClose();
  });
  const confirm = () => remove.mutate({ project: project.slug, person: person.userId });
  const who = person.you ? "You" : person.name;
  return (
    <ConfirmDialog
      title={person.you ? `Leave ${project.name}?` : `Remove ${person.name}?`}
      action={person.you ? "Leave the project" : `Remove ${person.name}`}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        {who} can open nothing of {project.name} from this moment on, and tokens made for it alone are revoked. Runs,
        datasets and views stay, with the name of who made them.
      </p>
      <p className="text-muted">A new invitation lets them back in.</p>
    </ConfirmDialog>
  );
}
