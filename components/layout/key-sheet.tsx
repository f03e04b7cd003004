"use client";

import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { printKeys } from "./key-bindings";
import { useKeyBindings } from "./keys";
import { useIsMac } from "./use-is-mac";

export function KeySheet({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const mac = useIsMac();
  const groups = useKeyBindings().list();
  return (
    <Dialog open onOpenChange={onOpenChange} title="Keys" className="w-[min(640px,92vw)]">
      <div className="grid gap-6 sm:grid-cols-2">
        {groups.map(({ group, keys }) => (
          <section key={group}>
            <h3 className="mb-1.5 text-xs font-medium text-muted">{group}</h3>
            <dl className="grid gap-1">
              {keys.map((binding) => (
                <div key={binding.label} className="flex items-center justify-between gap-4">
                  <dt>{binding.label}</dt>
                  <dd className="flex gap-1">
                    {binding.keys.map((keys) => (
                      <Kbd key={keys}>{printKeys(keys, mac)}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
