-- One round trip for each movement. Every function answers a code: 'done', 'again' (the same key
-- with the same request: nothing moved), or a refusal; a refusal is found before anything is
-- written. Balances are locked in the order of their accounts.

-- What `amount` leaves in an account's lots, first in, first out. Its balance must be locked.
CREATE OR REPLACE FUNCTION ledger_take_lots(taken_by bigint, owner bigint, wanted bigint)
RETURNS void LANGUAGE sql AS $$
  WITH queue AS (
    SELECT id, "left", sum("left") OVER (ORDER BY expires_on, id) - "left" AS before
    FROM ledger_lot WHERE account_id = owner AND "left" > 0
  ), taken AS (
    SELECT id, least("left", wanted - before) AS part FROM queue WHERE before < wanted
  ), spent AS (
    UPDATE ledger_lot l SET "left" = l."left" - t.part FROM taken t WHERE l.id = t.id
    RETURNING l.id, t.part
  )
  INSERT INTO ledger_lotuse (transfer_id, lot_id, amount) SELECT taken_by, id, part FROM spent;
$$;

-- What a credit puts into the lots of an account. A refund gives back the days of what was taken
-- (the lots that were used last come back first, `skipped` units came back before); what was moved
-- between accounts keeps its days.
CREATE OR REPLACE FUNCTION ledger_put_lots(
  brought_by bigint, owner bigint, total bigint, day date, days_of bigint, skipped bigint
) RETURNS void LANGUAGE sql AS $$
  WITH used AS (
    SELECT l.expires_on, u.amount, u.id,
      sum(u.amount) OVER (ORDER BY l.expires_on DESC, u.id DESC) - u.amount AS before
    FROM ledger_lotuse u JOIN ledger_lot l ON l.id = u.lot_id
    WHERE u.transfer_id = days_of
  ), back AS (
    SELECT expires_on,
      sum(least(before + amount, skipped + total) - greatest(before, skipped))::bigint AS part
    FROM used WHERE before < skipped + total AND before + amount > skipped GROUP BY expires_on
  ), rest AS (
    SELECT day AS expires_on, total - coalesce((SELECT sum(part) FROM back), 0)::bigint AS part
  )
  INSERT INTO ledger_lot (account_id, transfer_id, amount, "left", expires_on)
  SELECT owner, brought_by, part, part, expires_on
  FROM (SELECT * FROM back UNION ALL SELECT * FROM rest) every WHERE part > 0;
$$;

CREATE OR REPLACE FUNCTION ledger_post(
  in_ledger bigint, by_key text, request bytea, from_account bigint, to_account bigint,
  units bigint, of_kind text, now_at timestamptz, expires date DEFAULT NULL,
  of_hold bigint DEFAULT NULL, undoes bigint DEFAULT NULL, in_journal bigint DEFAULT NULL,
  by_rule bigint DEFAULT NULL, for_event bigint DEFAULT NULL,
  OUT answer text, OUT transfer bigint
) LANGUAGE plpgsql AS $$
DECLARE
  giver ledger_balance%ROWTYPE;
  taker ledger_balance%ROWTYPE;
  known bytea;
  promised bigint := 0;
  original bigint;
  undone bigint := 0;
BEGIN
  IF from_account < to_account THEN
    SELECT * INTO giver FROM ledger_balance WHERE account_id = from_account FOR UPDATE;
    SELECT * INTO taker FROM ledger_balance WHERE account_id = to_account FOR UPDATE;
  ELSE
    SELECT * INTO taker FROM ledger_balance WHERE account_id = to_account FOR UPDATE;
    SELECT * INTO giver FROM ledger_balance WHERE account_id = from_account FOR UPDATE;
  END IF;
  -- Equal requests meet at the same locks, so the second one sees the first one's transfer here.
  SELECT id, request_hash INTO transfer, known FROM ledger_transfer
    WHERE ledger_id = in_ledger AND key = by_key;
  IF FOUND THEN
    IF known = request THEN answer := 'again'; ELSE answer := 'ledger.key_reused'; END IF;
    RETURN;
  END IF;
  IF giver.account_id IS NULL OR taker.account_id IS NULL THEN
    answer := 'ledger.no_account'; RETURN;
  END IF;
  IF units <= 0 THEN answer := 'ledger.nothing'; RETURN; END IF;
  IF of_hold IS NOT NULL THEN
    SELECT amount INTO promised FROM ledger_hold
      WHERE id = of_hold AND debit_id = from_account AND credit_id = to_account
        AND NOT EXISTS (SELECT 1 FROM ledger_holdend WHERE hold_id = of_hold);
    IF NOT FOUND THEN answer := 'ledger.hold_over'; RETURN; END IF;
    IF units > promised THEN answer := 'ledger.above_hold'; RETURN; END IF;
  -- what was given wrongly is taken back while a case is open, too
  ELSIF undoes IS NULL AND (giver.frozen OR taker.frozen) THEN
    answer := 'ledger.frozen'; RETURN;
  END IF;
  IF undoes IS NOT NULL THEN
    SELECT amount INTO original FROM ledger_transfer
      WHERE id = undoes AND debit_id = to_account AND credit_id = from_account;
    IF NOT FOUND THEN answer := 'ledger.above_original'; RETURN; END IF;
    -- both accounts are locked, so nobody else undoes a part of it now
    SELECT coalesce(sum(amount), 0) INTO undone FROM ledger_transfer WHERE reverses_id = undoes;
    IF undone + units > original THEN answer := 'ledger.above_original'; RETURN; END IF;
  END IF;
  IF giver.floor IS NOT NULL AND giver.posted - giver.held + promised - units < giver.floor THEN
    answer := 'ledger.not_enough'; RETURN;
  END IF;
  IF taker.cap IS NOT NULL AND taker.posted + units > taker.cap THEN
    answer := 'ledger.above_cap'; RETURN;
  END IF;
  IF taker.lots AND expires IS NULL THEN answer := 'ledger.no_expiry'; RETURN; END IF;
  UPDATE ledger_balance SET posted = posted - units, held = held - promised, seq = seq + 1
    WHERE account_id = from_account;
  UPDATE ledger_balance SET posted = posted + units, seq = seq + 1 WHERE account_id = to_account;
  INSERT INTO ledger_transfer (
    ledger_id, key, request_hash, debit_id, credit_id, amount, kind, debit_seq, credit_seq,
    debit_after, credit_after, hold, reverses_id, journal, rule_version, event, at
  ) VALUES (
    in_ledger, by_key, request, from_account, to_account, units, of_kind, giver.seq + 1,
    taker.seq + 1, giver.posted - units, taker.posted + units, of_hold, undoes, in_journal,
    by_rule, for_event, now_at
  ) RETURNING id INTO transfer;
  IF of_hold IS NOT NULL THEN
    INSERT INTO ledger_holdend (hold_id, outcome, transfer, at)
      VALUES (of_hold, 'posted', transfer, now_at);
  END IF;
  IF giver.lots THEN PERFORM ledger_take_lots(transfer, from_account, units); END IF;
  IF taker.lots THEN
    PERFORM ledger_put_lots(
      transfer, to_account, units, expires,
      CASE WHEN giver.lots THEN transfer ELSE undoes END,
      CASE WHEN giver.lots THEN 0 ELSE undone END
    );
  END IF;
  answer := 'done';
END $$;

-- Many credits of one issuer in one statement. Known keys move nothing. All or none.
CREATE OR REPLACE FUNCTION ledger_post_batch(
  in_ledger bigint, from_account bigint, keys text[], requests bytea[], to_accounts bigint[],
  units bigint[], of_kind text, now_at timestamptz, expires date, in_journal bigint,
  rules bigint[], events bigint[], OUT answer text, OUT posted_count bigint
) LANGUAGE plpgsql
-- a plan that was made while the tables were small would read them whole when they are large
SET enable_seqscan = off
AS $$
DECLARE
  giver ledger_balance%ROWTYPE;
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
  WITH rows AS (
    SELECT r.*, row_number() OVER (ORDER BY r.place) AS nth,
      sum(r.units) OVER (ORDER BY r.place) AS total,
      row_number() OVER (PARTITION BY r.account ORDER BY r.place) AS credit_nth,
      sum(r.units) OVER (PARTITION BY r.account ORDER BY r.place) AS credit_total
    FROM unnest(keys, requests, to_accounts, units, rules, events) WITH ORDINALITY
      AS r(key, request, account, units, rule, event, place)
    WHERE NOT EXISTS (
      SELECT 1 FROM ledger_transfer t WHERE t.ledger_id = in_ledger AND t.key = r.key
    )
  ), written AS (
    INSERT INTO ledger_transfer (
      ledger_id, key, request_hash, debit_id, credit_id, amount, kind, debit_seq, credit_seq,
      debit_after, credit_after, journal, rule_version, event, at
    )
    SELECT in_ledger, r.key, r.request, from_account, r.account, r.units, of_kind,
      giver.seq + r.nth, b.seq + r.credit_nth, giver.posted - r.total, b.posted + r.credit_total,
      in_journal, r.rule, r.event, now_at
    FROM rows r JOIN ledger_balance b ON b.account_id = r.account
    RETURNING id, credit_id, amount
  ), sums AS (
    SELECT credit_id, sum(amount)::bigint AS total, count(*) AS n FROM written GROUP BY credit_id
  ), credited AS (
    UPDATE ledger_balance b SET posted = b.posted + s.total, seq = b.seq + s.n
    FROM sums s WHERE b.account_id = s.credit_id RETURNING b.account_id, b.lots
  ), debited AS (
    UPDATE ledger_balance SET posted = posted - (SELECT coalesce(sum(total), 0) FROM sums),
      seq = seq + (SELECT coalesce(sum(n), 0) FROM sums)
    WHERE account_id = from_account
  ), lots AS (
    INSERT INTO ledger_lot (account_id, transfer_id, amount, "left", expires_on)
    SELECT w.credit_id, w.id, w.amount, w.amount, expires
    FROM written w JOIN credited c ON c.account_id = w.credit_id WHERE c.lots
  )
  SELECT count(*) INTO posted_count FROM written;
  answer := 'done';
END $$;

CREATE OR REPLACE FUNCTION ledger_hold_units(
  in_ledger bigint, by_key text, request bytea, from_account bigint, to_account bigint,
  units bigint, of_kind text, now_at timestamptz, until timestamptz, for_event bigint,
  OUT answer text, OUT hold bigint
) LANGUAGE plpgsql AS $$
DECLARE
  giver ledger_balance%ROWTYPE;
  known bytea;
BEGIN
  SELECT * INTO giver FROM ledger_balance WHERE account_id = from_account FOR UPDATE;
  SELECT id, request_hash INTO hold, known FROM ledger_hold
    WHERE ledger_id = in_ledger AND key = by_key;
  IF FOUND THEN
    IF known = request THEN answer := 'again'; ELSE answer := 'ledger.key_reused'; END IF;
    RETURN;
  END IF;
  IF giver.account_id IS NULL THEN answer := 'ledger.no_account'; RETURN; END IF;
  IF units <= 0 THEN answer := 'ledger.nothing'; RETURN; END IF;
  IF giver.frozen THEN answer := 'ledger.frozen'; RETURN; END IF;
  IF giver.floor IS NOT NULL AND giver.posted - giver.held - units < giver.floor THEN
    answer := 'ledger.not_enough'; RETURN;
  END IF;
  UPDATE ledger_balance SET held = held + units WHERE account_id = from_account;
  INSERT INTO ledger_hold (
    ledger_id, key, request_hash, debit_id, credit_id, amount, kind, expires_at, event, at
  ) VALUES (
    in_ledger, by_key, request, from_account, to_account, units, of_kind, until, for_event, now_at
  ) RETURNING id INTO hold;
  answer := 'done';
END $$;

CREATE OR REPLACE FUNCTION ledger_release(
  of_hold bigint, how text, now_at timestamptz, OUT answer text
) LANGUAGE plpgsql AS $$
DECLARE
  promise ledger_hold%ROWTYPE;
  ended text;
BEGIN
  SELECT * INTO promise FROM ledger_hold WHERE id = of_hold;
  IF NOT FOUND THEN answer := 'ledger.hold_over'; RETURN; END IF;
  PERFORM 1 FROM ledger_balance WHERE account_id = promise.debit_id FOR UPDATE;
  SELECT outcome INTO ended FROM ledger_holdend WHERE hold_id = of_hold;
  IF FOUND THEN
    IF ended = how THEN answer := 'again'; ELSE answer := 'ledger.hold_over'; END IF;
    RETURN;
  END IF;
  IF how = 'expired' AND (promise.expires_at IS NULL OR promise.expires_at > now_at) THEN
    answer := 'ledger.hold_lives'; RETURN;
  END IF;
  UPDATE ledger_balance SET held = held - promise.amount WHERE account_id = promise.debit_id;
  INSERT INTO ledger_holdend (hold_id, outcome, transfer, at) VALUES (of_hold, how, NULL, now_at);
  answer := 'done';
END $$;
