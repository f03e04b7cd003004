DROP TABLE "pair" CASCADE;--> statement-breakpoint
DROP TABLE "pair_change" CASCADE;--> statement-breakpoint
DROP TABLE "pair_draft" CASCADE;--> statement-breakpoint
DROP TABLE "pair_set" CASCADE;--> statement-breakpoint
DROP TABLE "study_change" CASCADE;--> statement-breakpoint
DROP TABLE "study_edge" CASCADE;--> statement-breakpoint
DROP TABLE "study_group" CASCADE;--> statement-breakpoint
DROP TABLE "study_launch" CASCADE;--> statement-breakpoint
DROP TABLE "study_made" CASCADE;--> statement-breakpoint
DROP TABLE "study_node" CASCADE;