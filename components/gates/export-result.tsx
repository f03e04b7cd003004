"use client";

import { Download } from "lucide-react";
import { saveFile } from "../charts/export-chart";
import { Button } from "../ui/button";
import type { GateAnswer } from "./use-gate";

/** The result as `GET …/result` answers it: estimates with definition, n and interval, without clinical text. */
export function ExportResult({ answer }: { answer: GateAnswer }) {
  const save = () =>
    saveFile(`${JSON.stringify(answer, null, 2)}\n`, "application/json", `result-${answer.campaign.id}.json`);
  return (
    <Button onClick={save}>
      <Download aria-hidden className="size-3.5" /> Export the result
    </Button>
  );
}
