import type { ReactNode } from "react";

type LabelledProps = { id: string; label: string; about?: ReactNode; children: ReactNode; className?: string };

/** A field with its name above and what it means below. */
export function Labelled({ id, label, about, children, className }: LabelledProps) {
  return (
    <div className={`grid content-start gap-1 ${className ?? ""}`}>
      <label htmlFor={id}>{label}</label>
      {children}
      {about ? (
        <p id={`${id}-about`} className="text-xs text-muted">
          {about}
        </p>
      ) : null}
    </div>
  );
}

type FormSectionProps = { title: string; about?: ReactNode; children: ReactNode };

export function FormSection({ title, about, children }: FormSectionProps) {
  return (
    <section aria-label={title} className="grid gap-4 border-t border-line py-5 text-sm">
      <div>
        <h2 className="text-sm font-semibold">{title}</h2>
        {about ? <p className="mt-0.5 max-w-prose text-xs text-muted">{about}</p> : null}
      </div>
      {children}
    </section>
  );
}
