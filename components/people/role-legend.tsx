import { ROLES } from "@/domain/access";
import { Card, CardHeader } from "../ui/card";
import { ROLE_WORDS } from "./role-words";

export function RoleLegend() {
  return (
    <Card>
      <CardHeader title="What each role may do" />
      <dl className="grid gap-2 text-sm">
        {ROLES.map((role) => (
          <div key={role} className="grid grid-cols-[7rem_1fr] gap-2">
            <dt className="font-medium">{ROLE_WORDS[role].title}</dt>
            <dd className="text-muted">{ROLE_WORDS[role].may}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
