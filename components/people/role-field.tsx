"use client";

import { ROLES, type Role } from "@/domain/access";
import { Select } from "../ui/select";
import { ROLE_WORDS } from "./role-words";

type RoleFieldProps = {
  role: Role;
  onChange: (role: Role) => void;
  id?: string;
  label?: string;
  disabled?: boolean;
  className?: string;
};

const isRole = (value: string): value is Role => ROLES.some((role) => role === value);

export function RoleField({ role, onChange, ...rest }: RoleFieldProps) {
  return (
    <Select
      value={role}
      onChange={(value) => {
        if (isRole(value)) onChange(value);
      }}
      options={ROLES.map((value) => ({ value, label: ROLE_WORDS[value].title }))}
      {...rest}
    />
  );
}
