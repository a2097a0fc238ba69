-- A slip comes into the urn, among others in any order: one round trip.
--
-- The others are those beside its number, which may be any: a few, however many there are. Were they
-- drawn from elsewhere, the one that lies apart would be the one that came in. One after the other,
-- so that no two take out the same slips; the statement after the lock sees what the one before left.
CREATE FUNCTION polls_stir_in(
  of_poll bigint, number uuid, sealed bytea, of_line bigint, others integer, drawn integer
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('polls.urn', of_poll));
  WITH beside AS (
    (SELECT id FROM polls_slip WHERE poll_id = of_poll AND id < number
      ORDER BY id DESC LIMIT others)
    UNION ALL
    (SELECT id FROM polls_slip WHERE poll_id = of_poll AND id > number ORDER BY id LIMIT others)
  ), placed AS (
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS place,
      least(count(*) FILTER (WHERE id < number) OVER (), greatest(count(*) OVER () - others, 0))
        AS ways
    FROM beside
  ), lot AS (
    DELETE FROM polls_slip WHERE id = ANY(ARRAY(
      SELECT id FROM placed WHERE place - drawn % (ways + 1) BETWEEN 0 AND others - 1))
    RETURNING id, box, entry_id
  )
  INSERT INTO polls_slip (id, poll_id, box, entry_id)
  SELECT id, of_poll, box, entry_id FROM (
    SELECT id, box, entry_id FROM lot UNION ALL SELECT number, sealed, of_line
  ) stirred ORDER BY gen_random_uuid();
END $$;
