import {
  BookOpenCheck,
  ChartLine,
  ClipboardCheck,
  Database,
  DoorOpen,
  FileCheck,
  FolderKanban,
  GitCompareArrows,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Rocket,
  ScrollText,
  Users,
  Waypoints,
  Workflow,
} from "lucide-react";
import type { Permission } from "@/domain/access";

export type PageLink = { title: string; path: string; icon: LucideIcon; keys: string; permission: Permission };

/** The rail and the palette show what the role may open, and nothing that is not there. */
export const PAGES: readonly PageLink[] = [
  { title: "Overview", path: "", icon: LayoutDashboard, keys: "g o", permission: "project.read" },
  { title: "Runs", path: "/runs", icon: Waypoints, keys: "g r", permission: "project.read" },
  { title: "Charts", path: "/charts", icon: ChartLine, keys: "g c", permission: "project.read" },
  { title: "Compare", path: "/compare", icon: GitCompareArrows, keys: "g a", permission: "project.read" },
  { title: "Studies", path: "/studies", icon: Workflow, keys: "g y", permission: "project.read" },
  { title: "Reports", path: "/reports", icon: FileCheck, keys: "g t", permission: "project.read" },
  { title: "Launch", path: "/launch", icon: Rocket, keys: "l", permission: "runs.write" },
  { title: "Datasets", path: "/datasets", icon: Database, keys: "g d", permission: "project.read" },
  { title: "Models", path: "/models", icon: FolderKanban, keys: "g m", permission: "project.read" },
  { title: "Review", path: "/review", icon: BookOpenCheck, keys: "g v", permission: "reviews.write" },
  { title: "Campaigns", path: "/campaigns", icon: ClipboardCheck, keys: "g n", permission: "project.read" },
  { title: "People", path: "/people", icon: Users, keys: "g p", permission: "project.read" },
  { title: "Secrets", path: "/secrets", icon: KeyRound, keys: "g s", permission: "runs.write" },
  { title: "Audit", path: "/audit", icon: ScrollText, keys: "g u", permission: "audit.read" },
  { title: "Egress", path: "/egress", icon: DoorOpen, keys: "g e", permission: "project.read" },
];

export function pageAddress(project: string, path: string): string {
  return `/projects/${project}${path}`;
}
