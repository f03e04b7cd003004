import type { ReactNode } from "react";
import { Checkbox } from "../../ui/checkbox";

type CheckFieldProps = {
  id: string;
  label: ReactNode;
  about?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
};

export function CheckField({ id, label, about, checked, onChange }: CheckFieldProps) {
  return (
    <div className="flex items-start gap-2">
      <Checkbox
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        className="mt-0.5"
        aria-describedby={about ? `${id}-about` : undefined}
      />
      <span>
        <label htmlFor={id}>{label}</label>
        {about ? (
          <span id={`${id}-about`} className="block text-xs text-muted">
            {about}
          </span>
        ) : null}
      </span>
    </div>
  );
}
