"use client";

import { useMayDo, useProject } from "../layout/project-context";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/number/relative-time";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import { PersonMenu } from "./person-menu";
import { RoleField } from "./role-field";
import { ROLE_WORDS } from "./role-words";
import { type Person, usePeopleWrites } from "./use-people";

export function PeopleTable({ people }: { people: readonly Person[] }) {
  const administers = useMayDo("project.admin");
  const admins = people.filter((each) => each.role === "admin").length;
  return (
    <Table aria-label="People">
      <thead>
        <tr>
          <HeadCell className="pl-4">Name</HeadCell>
          <HeadCell>Email</HeadCell>
          <HeadCell>Role</HeadCell>
          <HeadCell numeric>Joined</HeadCell>
          {administers ? (
            <HeadCell className="w-14 pr-4">
              <span className="sr-only">Actions</span>
            </HeadCell>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow key={person.userId} person={person} lastAdmin={person.role === "admin" && admins === 1} />
        ))}
      </tbody>
    </Table>
  );
}

function PersonRow({ person, lastAdmin }: { person: Person; lastAdmin: boolean }) {
  const administers = useMayDo("project.admin");
  return (
    <Row data-person={person.userId} className="hover:bg-raised">
      <Cell className="pl-4 font-medium">
        {person.name} {person.you ? <Badge tone="accent">you</Badge> : null}
      </Cell>
      <Cell className="text-muted">{person.email}</Cell>
      <Cell>{administers ? <RoleOf person={person} lastAdmin={lastAdmin} /> : ROLE_WORDS[person.role].title}</Cell>
      <Cell numeric className="text-muted">
        <RelativeTime time={person.joinedAt} />
      </Cell>
      {administers ? (
        <Cell className="pr-4 text-right">
          <PersonMenu person={person} lastAdmin={lastAdmin} />
        </Cell>
      ) : null}
    </Row>
  );
}

function RoleOf({ person, lastAdmin }: { person: Person; lastAdmin: boolean }) {
  const { project } = useProject();
  const { changeRole } = usePeopleWrites();
  if (lastAdmin)
    return <span title="The last admin stays one, so that the project can be run.">Admin, the last one</span>;
  const wanted = changeRole.isPending ? changeRole.variables.role : person.role;
  return (
    <RoleField
      role={wanted}
      label={`Role of ${person.name}`}
      disabled={changeRole.isPending}
      className="w-36"
      onChange={(role) => changeRole.mutate({ project: project.slug, person: person.userId, role })}
    />
  );
}
