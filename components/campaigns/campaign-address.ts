import { pageAddress } from "../layout/pages";

export const campaignsAddress = (project: string): string => pageAddress(project, "/campaigns");

export const campaignAddress = (project: string, campaign: string, tab = ""): string =>
  `${campaignsAddress(project)}/${campaign}${tab === "" ? "" : `/${tab}`}`;
