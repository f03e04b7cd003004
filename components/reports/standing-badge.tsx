import type { ReportStanding } from "@/domain/reports/report-content";
import { Badge, type Tone } from "../ui/badge";

const TONES: Record<ReportStanding, Tone> = { final: "neutral", interim: "undecided", stopped: "bad" };

export const StandingBadge = ({ standing }: { standing: ReportStanding }) => (
  <Badge tone={TONES[standing]}>{standing}</Badge>
);
