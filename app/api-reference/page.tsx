import type { Metadata } from "next";
import { FirstSteps } from "@/components/api-reference/first-steps";
import { describeFirstSteps } from "@/server/api/reference/describe-reference";

export const metadata: Metadata = { title: "API reference" };

export default function ReferencePage() {
  return <FirstSteps {...describeFirstSteps()} />;
}
