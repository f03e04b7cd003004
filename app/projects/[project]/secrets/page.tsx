import type { Metadata } from "next";
import { SecretsView } from "@/components/secrets/secrets-view";
import { projectTitle } from "../read-projects";

type Props = { params: Promise<{ project: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: await projectTitle("Secrets", (await params).project) };
}

export default function Page() {
  return <SecretsView />;
}
