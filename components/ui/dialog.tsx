"use client";

import { X } from "lucide-react";
import { Dialog as Base } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { ScrollRegion } from "./scroll-region";

export const DialogClose = Base.Close;

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  className?: string;
};

export function Dialog({ open, onOpenChange, title, description, children, footer, className }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Base.Content
          aria-describedby={description ? undefined : ""}
          className={classNames(
            "fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[min(560px,92vw)] -translate-x-1/2 animate-appear flex-col rounded-lg border border-line bg-surface shadow-float",
            className,
          )}
        >
          <header className="flex items-center gap-2 border-b border-line px-4 py-3">
            <Base.Title className="text-base font-semibold">{title}</Base.Title>
            <Base.Close asChild>
              <Button variant="ghost" size="icon" aria-label="Close" className="ml-auto">
                <X aria-hidden className="size-4" />
              </Button>
            </Base.Close>
          </header>
          <ScrollRegion aria-label={title} className="overflow-auto px-4 py-3 text-sm">
            {description ? <Base.Description className="mb-3 text-muted">{description}</Base.Description> : null}
            {children}
          </ScrollRegion>
          {footer ? <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">{footer}</footer> : null}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
