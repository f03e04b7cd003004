DROP INDEX "example_split";--> statement-breakpoint
ALTER TABLE "example" DROP CONSTRAINT "example_pkey";
