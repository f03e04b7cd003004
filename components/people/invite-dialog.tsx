"use client";

import { type FormEvent, useState } from "react";
import type { Role } from "@/domain/access";
import { INVITATION_DAYS } from "@/domain/people/expiry";
import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { ShownOnce } from "../ui/shown-once";
import { RoleField } from "./role-field";
import { ROLE_WORDS } from "./role-words";
import { usePeopleWrites } from "./use-people";

const DAY_WORDS: Record<number, string> = { 1: "1 day", 7: "7 days", 30: "30 days" };

export function InviteDialog({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const onClose = () => onOpenChange(false);
  const { project } = useProject();
  const { invite } = usePeopleWrites();
  const [role, setRole] = useState<Role>("researcher");
  const [days, setDays] = useState("7");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email")).trim();
    invite.mutate({ project: project.slug, role, email: email === "" ? null : email, expiresInDays: Number(days) });
  };
  if (invite.data) return <Invited made={invite.data} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Invite somebody to ${project.name}`}
      description="You get a link to pass on. Who opens it makes an account, or joins with the one they have."
    >
      <form method="post" onSubmit={submit} className="grid gap-3">
        <div className="grid gap-1">
          <label htmlFor="invite-role">Role</label>
          <RoleField id="invite-role" role={role} onChange={setRole} />
          <p className="text-xs text-muted">{ROLE_WORDS[role].may}</p>
        </div>
        <div className="grid gap-1">
          <label htmlFor="invite-email">Their email</label>
          <Input id="invite-email" name="email" type="email" placeholder="anybody who has the link" maxLength={254} />
          <p className="text-xs text-muted">Where you name one, the link works for that address alone.</p>
        </div>
        <div className="grid gap-1">
          <label htmlFor="invite-days">Good for</label>
          <Select
            id="invite-days"
            value={days}
            onChange={setDays}
            options={INVITATION_DAYS.map((value) => ({ value: String(value), label: DAY_WORDS[value] ?? value }))}
          />
        </div>
        {invite.error ? (
          <p role="alert" className="rounded-md bg-bad-soft p-2.5 text-bad">
            {describeError(invite.error).sentence}
          </p>
        ) : null}
        <div className="mt-1 flex justify-end gap-2">
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" variant="primary" disabled={invite.isPending}>
            Make the link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Made = NonNullable<ReturnType<typeof usePeopleWrites>["invite"]["data"]>;

function Invited({ made, onClose }: { made: Made; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title="The invitation is made" footer={<Button onClick={onClose}>Done</Button>}>
      <div className="grid gap-2">
        <p>
          It lets {made.email ?? "one person"} in as {ROLE_WORDS[made.role].title.toLowerCase()}, once. Assay sends
          nothing by itself: pass the link on.
        </p>
        <ShownOnce label="Invitation link" text={made.address} />
      </div>
    </Dialog>
  );
}
