import type { Role } from "@/domain/access";

/** What a role is for, in the words of the person who gives it. */
export const ROLE_WORDS: Readonly<Record<Role, { title: string; may: string }>> = {
  researcher: {
    title: "Researcher",
    may: "launches and follows runs, brings data, exports, makes campaigns and reads in them",
  },
  reviewer: { title: "Reviewer", may: "reads what is assigned for review, and nothing else" },
  investigator: {
    title: "Investigator",
    may: "reads everything, keeps views, makes campaigns, signs gates, reads the audit; changes no run",
  },
  admin: { title: "Admin", may: "does all of it, and decides who is in the project" },
};
