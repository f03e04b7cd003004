import { z } from "zod";
import { ROLES } from "../access";

export const projectAnswer = z
  .object({
    id: z.string(),
    slug: z.string().describe("Stands for the project in every address."),
    name: z.string(),
    role: z.enum(ROLES).describe("Yours in this project."),
  })
  .meta({ id: "Project" });

export const viewerAnswer = z
  .object({ userId: z.string(), name: z.string(), email: z.string() })
  .meta({ id: "Viewer", description: "Whose token it is." });
