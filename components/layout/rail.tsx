"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { mayDo } from "@/domain/access";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Kbd } from "../ui/kbd";
import { Tooltip } from "../ui/tooltip";
import { printKeys } from "./key-bindings";
import { PAGES, type PageLink, pageAddress } from "./pages";
import { useProject } from "./project-context";
import { ProjectSwitcher } from "./project-switcher";
import { useLayers } from "./shell-keys";
import { useIsMac } from "./use-is-mac";
import { useStored } from "./use-stored";

export function Rail() {
  const { project } = useProject();
  const [folded, setFolded] = useStored<boolean>("assay-rail-folded", false);
  const { openPalette } = useLayers();
  const mac = useIsMac();
  const Fold = folded ? PanelLeftOpen : PanelLeftClose;
  return (
    <nav
      aria-label="Pages"
      className={classNames(
        "flex shrink-0 flex-col gap-px border-r border-line bg-raised p-2.5",
        folded ? "w-13 items-center" : "w-13 items-center xl:w-[220px] xl:items-stretch",
      )}
      data-folded={folded || undefined}
    >
      <Link
        href={pageAddress(project.slug, "")}
        className="px-2 pt-1 pb-3 text-[15px] font-bold tracking-tight text-accent"
      >
        <span className={folded ? "" : "xl:hidden"}>a</span>
        <span className={classNames("hidden", !folded && "xl:inline")}>assay</span>
      </Link>
      <ProjectSwitcher folded={folded} />
      {PAGES.filter((page) => mayDo(project.role, page.permission)).map((page) => (
        <RailLink key={page.path} page={page} folded={folded} />
      ))}
      <div className="mt-auto flex flex-col gap-1">
        <button
          type="button"
          onClick={openPalette}
          className={classNames(
            "hidden items-center gap-2 rounded-md p-2 text-left text-xs text-muted hover:text-ink",
            !folded && "xl:flex",
          )}
        >
          <Kbd>{printKeys("mod+k", mac)}</Kbd> go to anything
        </button>
        <Tooltip label={folded ? "Unfold the rail" : "Fold the rail"} side="right">
          {(trigger) => (
            <Button
              {...trigger}
              variant="ghost"
              size="icon"
              aria-label={folded ? "Unfold the rail" : "Fold the rail"}
              onClick={() => setFolded(!folded)}
              className="hidden xl:inline-flex"
            >
              <Fold aria-hidden className="size-4" />
            </Button>
          )}
        </Tooltip>
      </div>
    </nav>
  );
}

function RailLink({ page, folded }: { page: PageLink; folded: boolean }) {
  const { project } = useProject();
  const mac = useIsMac();
  const href = pageAddress(project.slug, page.path);
  const path = usePathname();
  const active = page.path === "" ? path === href : path.startsWith(href);
  return (
    <Tooltip label={page.title} hint={printKeys(page.keys, mac)} side="right">
      {(trigger) => (
        <Link
          {...trigger}
          href={href}
          aria-current={active ? "page" : undefined}
          aria-label={page.title}
          className={classNames(
            "flex items-center gap-2.5 rounded-md px-2 py-1.5 text-sm",
            active ? "bg-accent-soft font-medium text-ink" : "text-muted hover:bg-sunken hover:text-ink",
          )}
        >
          <page.icon aria-hidden className={classNames("size-4 shrink-0", active && "text-accent")} />
          <span className={classNames("hidden", !folded && "xl:inline")}>{page.title}</span>
        </Link>
      )}
    </Tooltip>
  );
}
