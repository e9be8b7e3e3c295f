ALTER TABLE "verification_chunk" ALTER COLUMN "result" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "verification_chunk" ALTER COLUMN "counts" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "verification_chunk" ALTER COLUMN "completed_at" DROP NOT NULL;