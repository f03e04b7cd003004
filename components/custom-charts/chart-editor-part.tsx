"use client";

import dynamic from "next/dynamic";
import { loadPart } from "../ui/load-part";

export type { ChartDraft } from "./chart-editor";

/** The editor is fetched by those who edit. */
export const ChartEditor = dynamic(() => loadPart(() => import("./chart-editor").then((module) => module.ChartEditor)));
