-- Many credits of one issuer in one statement. Known keys move nothing. All or none. `made` are the
-- transfers in the order of the keys, null where a key was known.
DROP FUNCTION ledger_post_batch(
  bigint, bigint, text[], bytea[], bigint[], bigint[], text, timestamptz, date, bigint, bigint[], bigint[]
);
CREATE FUNCTION ledger_post_batch(
  in_ledger bigint, from_account bigint, keys text[], requests bytea[], to_accounts bigint[],
  units bigint[], of_kind text, now_at timestamptz, expires date, in_journal bigint,
  rules bigint[], events bigint[], OUT answer text, OUT posted_count bigint,
  OUT made bigint[]
) LANGUAGE plpgsql
-- a plan that was made while the tables were small would read them whole when they are large
SET enable_seqscan = off
AS $$
DECLARE
  giver ledger_balance%ROWTYPE;
  numbers regclass := pg_get_serial_sequence('ledger_transfer', 'id');
BEGIN
  posted_count := 0;
  PERFORM 1 FROM (
    SELECT 1 FROM ledger_balance WHERE account_id = ANY (to_accounts || from_account)
    ORDER BY account_id FOR UPDATE
  ) locked;
  SELECT * INTO giver FROM ledger_balance WHERE account_id = from_account;
  IF giver.account_id IS NULL OR EXISTS (
    SELECT 1 FROM unnest(to_accounts) AS r(account)
    WHERE NOT EXISTS (SELECT 1 FROM ledger_balance b WHERE b.account_id = r.account)
  ) THEN answer := 'ledger.no_account'; RETURN; END IF;
  IF giver.floor IS NOT NULL OR giver.lots THEN answer := 'ledger.not_an_issuer'; RETURN; END IF;
  IF EXISTS (
    SELECT 1 FROM unnest(keys, requests) AS r(key, request)
    JOIN ledger_transfer t ON t.ledger_id = in_ledger AND t.key = r.key
    WHERE t.request_hash <> r.request
  ) THEN answer := 'ledger.key_reused'; RETURN; END IF;
  IF EXISTS (SELECT 1 FROM ledger_balance WHERE account_id = ANY (to_accounts) AND frozen)
    OR giver.frozen THEN answer := 'ledger.frozen'; RETURN;
  END IF;
  -- no part is joined with another: what the planner takes for a few rows may be thousands
  WITH lines AS (
    SELECT r.*, CASE WHEN EXISTS (
      SELECT 1 FROM ledger_transfer t WHERE t.ledger_id = in_ledger AND t.key = r.key
    ) THEN NULL ELSE nextval(numbers) END AS id
    FROM unnest(keys, requests, to_accounts, units, rules, events) WITH ORDINALITY
      AS r(key, request, account, units, rule, event, place)
  ), rows AS (
    SELECT l.*, b.seq, b.posted, b.lots, row_number() OVER (ORDER BY l.place) AS nth,
      sum(l.units) OVER (ORDER BY l.place) AS total,
      row_number() OVER (PARTITION BY l.account ORDER BY l.place) AS credit_nth,
      sum(l.units) OVER (PARTITION BY l.account ORDER BY l.place) AS credit_total
    FROM lines l JOIN ledger_balance b ON b.account_id = l.account WHERE l.id IS NOT NULL
  ), written AS (
    INSERT INTO ledger_transfer (
      id, ledger_id, key, request_hash, debit_id, credit_id, amount, kind, debit_seq, credit_seq,
      debit_after, credit_after, journal, rule_version, event, at
    )
    SELECT r.id, in_ledger, r.key, r.request, from_account, r.account, r.units, of_kind,
      giver.seq + r.nth, r.seq + r.credit_nth, giver.posted - r.total, r.posted + r.credit_total,
      in_journal, r.rule, r.event, now_at
    FROM rows r ORDER BY r.place
  ), sums AS (
    SELECT r.account, sum(r.units)::bigint AS total, count(*) AS n FROM rows r GROUP BY r.account
  ), credited AS (
    UPDATE ledger_balance b SET posted = b.posted + s.total, seq = b.seq + s.n
    FROM sums s WHERE b.account_id = s.account
  ), debited AS (
    UPDATE ledger_balance SET posted = posted - (SELECT coalesce(sum(total), 0) FROM sums),
      seq = seq + (SELECT coalesce(sum(n), 0) FROM sums)
    WHERE account_id = from_account
  ), lots AS (
    INSERT INTO ledger_lot (account_id, transfer_id, amount, "left", expires_on)
    SELECT r.account, r.id, r.units, r.units, expires FROM rows r WHERE r.lots ORDER BY r.place
  )
  SELECT count(l.id), array_agg(l.id ORDER BY l.place) INTO posted_count, made FROM lines l;
  answer := 'done';
END $$;
