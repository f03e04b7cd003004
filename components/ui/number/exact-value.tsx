import type { ReactNode } from "react";
import { classNames } from "../class-names";

type ExactValueProps = {
  /** Everything that was rounded away: shown on hover, put on the clipboard. */
  exact: string;
  /** More on hover, after the exact value. */
  remark?: string;
  children: ReactNode;
  className?: string;
};

/** A rounded number that keeps its exact value. All other number components end here. */
export function ExactValue({ exact, remark, children, className }: ExactValueProps) {
  return (
    <data
      value={exact}
      title={remark ? `${exact} · ${remark}` : exact}
      className={classNames("whitespace-nowrap", className)}
      onCopy={(event) => {
        event.clipboardData.setData("text/plain", exact);
        event.preventDefault();
      }}
    >
      {children}
    </data>
  );
}
