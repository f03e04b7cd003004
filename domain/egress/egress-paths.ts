import { z } from "zod";

/** Paths that an admin opens and closes. */
export const EGRESS_SWITCHES = ["hub", "programs"] as const;
export type EgressSwitch = (typeof EGRESS_SWITCHES)[number];
export const egressSwitch = z.enum(EGRESS_SWITCHES);

export type EgressPath = {
  title: string;
  /** What would leave, and to whom. */
  leaves: string;
  /** What being closed means, and how it is kept. */
  kept: string;
};

export const EGRESS_PATHS: Readonly<Record<EgressSwitch, EgressPath & { openAtFirst: boolean }>> = {
  hub: {
    title: "Downloads from a model hub",
    leaves: "Names of models and files, this machine's address, and HF_TOKEN where there is one, go to the hub.",
    kept: "Closed: runs work offline. A model comes from a folder, or from what was fetched before.",
    openAtFirst: false,
  },
  programs: {
    title: "Own programs",
    leaves: "Whatever a researcher's program sends: Assay cannot see it.",
    kept: "Closed: programs start only in a container, which then has no network; others are refused.",
    openAtFirst: true,
  },
};

/** Paths that nobody can open here, so that the list is whole. */
export const FIXED_PATHS: readonly (EgressPath & { state: "closed" | "people" | "absent" })[] = [
  {
    title: "Telemetry of libraries",
    leaves: "Nothing.",
    kept: "Switched off for everything that Assay starts; Assay itself has none.",
    state: "closed",
  },
  {
    title: "Judges and other model services",
    leaves: "Nothing.",
    kept: "This version calls none.",
    state: "absent",
  },
  {
    title: "Mail and webhooks",
    leaves: "Nothing.",
    kept: "Assay sends none: invitations and password links go from hand to hand.",
    state: "absent",
  },
  {
    title: "Exports and downloads",
    leaves: "What a signed-in person, or a program with their token, reads or downloads.",
    kept: "Roles and the scopes of tokens decide; remove the person or revoke the token.",
    state: "people",
  },
  {
    title: "Set-up",
    leaves: "Names of packages, to the registries that npm and pip are set to.",
    kept: "Only when whoever starts Assay lacks packages; a start with everything there needs no network.",
    state: "people",
  },
];
