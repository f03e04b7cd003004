-- What was signed stays as it was signed. Only who signed may be forgotten, as when an account is removed.
CREATE FUNCTION "refuse_gate_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - 'signed_by') = (to_jsonb(OLD) - 'signed_by') AND NEW."signed_by" IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A signed gate never changes.' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "gate_stays" BEFORE UPDATE OR DELETE ON "gate" FOR EACH ROW EXECUTE FUNCTION "refuse_gate_change"();
