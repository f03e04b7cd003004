import { useProject } from "../layout/project-context";
import { Button } from "../ui/button";

type FileButtonProps = { version: string; file: "card" | "paired" | "unpaired"; label: string };

/** Downloads pairs as TRL reads them, or their data card. */
export function FileButton({ version, file, label }: FileButtonProps) {
  const { project } = useProject();
  const query = new URLSearchParams({ project: project.slug, file });
  return <Button onClick={() => window.location.assign(`/api/pairs/${version}/export?${query}`)}>{label}</Button>;
}
