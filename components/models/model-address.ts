import { pageAddress } from "../layout/pages";

export function modelAddress(project: string, model: string): string {
  return pageAddress(project, `/models/${model}`);
}
