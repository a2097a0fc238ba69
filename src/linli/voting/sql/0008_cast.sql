-- A ballot comes in: one round trip. Answers 'done', or a refusal found before anything is written.
--
-- The row of voting_cast is the lock of an elector over all channels. Whoever closes the assembly
-- takes the advisory lock alone and waits for ballots that are under way; each of those holds it
-- together with the others, which costs no row version.
CREATE OR REPLACE FUNCTION voting_cast_ballot(
  of_assembly bigint, of_entry bigint, by_channel text, is_final boolean, may_replace boolean,
  box bytea, commitment bytea, by_person bigint, by_owner bigint, by_helper bigint,
  by_proxy bigint, ballot_code text, now_at timestamptz,
  OUT answer text, OUT ballot bigint, OUT ballot_version smallint
) LANGUAGE plpgsql AS $$
DECLARE
  place voting_assembly%ROWTYPE;
  before voting_cast%ROWTYPE;
  last voting_ballot%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('voting.assembly', of_assembly));
  SELECT * INTO place FROM voting_assembly WHERE id = of_assembly;
  IF place.state <> 'open' OR now_at < place.opens_at OR now_at >= place.closes_at THEN
    answer := 'voting.not_open'; RETURN;
  END IF;
  -- whoever takes a mandate back waits for this ballot, or the ballot finds it taken back
  IF by_proxy IS NOT NULL THEN
    PERFORM 1 FROM voting_proxy WHERE id = by_proxy AND revoked_at IS NULL FOR SHARE;
    IF NOT FOUND THEN answer := 'voting.mandate_revoked'; RETURN; END IF;
  END IF;
  ballot_version := 1;
  INSERT INTO voting_cast (entry_id, assembly_id, version, final, at)
    VALUES (of_entry, of_assembly, 1, is_final, now_at) ON CONFLICT (entry_id) DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO before FROM voting_cast WHERE entry_id = of_entry FOR UPDATE;
    IF before.final THEN answer := 'voting.voted_finally'; RETURN; END IF;
    SELECT * INTO last FROM voting_ballot
      WHERE entry_id = of_entry AND version = before.version;
    -- a sheet of paper names nobody: it is the ballot of all owners together
    IF by_channel <> 'paper' AND last.person_id IS DISTINCT FROM by_person
      AND (by_owner IS NULL OR last.owner_id IS DISTINCT FROM by_owner)
    THEN answer := 'voting.other_voted'; RETURN; END IF;
    -- on the web `by_helper` is a helper's hands; at the booth and on paper the official
    IF by_channel = 'web' AND by_helper IS NOT NULL AND last.helper_id IS NULL
    THEN answer := 'voting.not_over_the_owners_own'; RETURN; END IF;
    IF NOT is_final AND NOT may_replace THEN answer := 'voting.voted_already'; RETURN; END IF;
    ballot_version := before.version + 1;
    UPDATE voting_cast SET version = ballot_version, final = is_final, at = now_at
      WHERE entry_id = of_entry;
  END IF;
  INSERT INTO voting_ballot (
    community, assembly_id, entry_id, version, code, channel, final, sealed, digest, person_id,
    owner_id, helper_id, proxy_id, at
  ) VALUES (
    place.community, of_assembly, of_entry, ballot_version, ballot_code, by_channel, is_final, box,
    commitment, by_person, by_owner, by_helper, by_proxy, now_at
  ) RETURNING id INTO ballot;
  answer := 'done';
END $$;
