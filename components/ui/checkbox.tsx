import type { ComponentProps } from "react";
import { classNames } from "./class-names";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "onChange" | "checked"> & {
  checked: boolean;
  /** `extend`: with the shift key, up to the one chosen before. */
  onCheckedChange: (checked: boolean, extend: boolean) => void;
};

export function Checkbox({ className, onCheckedChange, ...rest }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      className={classNames("checkbox", className)}
      onChange={({ target, nativeEvent }) =>
        onCheckedChange(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
      {...rest}
    />
  );
}
