"""Nobody alone opens a ballot, its length tells nothing, and what opens is what was cast."""

import pytest
from nacl.public import PrivateKey

from linli.voting import sealing
from linli.voting.sealing import Cost, Form, SealError

CHEAP = Cost(sealing.argon2id.OPSLIMIT_MIN, sealing.argon2id.MEMLIMIT_MIN)
FORM = Form("abcd", {1: (), 2: (), 3: (1, 2, 3, 4, 5)}, electors=20_000)
PHRASES = {"first": "清风明月 one", "second": "good morning two", "street": "K4TW-99QX-ZZ7M"}


@pytest.fixture(scope="module")
def holders():
    return {name: sealing.enrol(name, phrase, CHEAP) for name, phrase in PHRASES.items()}


@pytest.fixture(scope="module")
def key(holders):
    return sealing.make_key(list(holders.values()))


def together(key, holders, giver, receiver):
    handed = sealing.hand_over(key, holders[giver], PHRASES[giver], holders[receiver])
    return sealing.take_together(key, giver, handed, holders[receiver], PHRASES[receiver])


@pytest.mark.parametrize(
    ("giver", "receiver"), [("first", "second"), ("second", "first"), ("street", "second")]
)
def test_any_two_open_what_was_cast(key, holders, giver, receiver):
    choices = {1: "agree", 2: "oppose", 3: [4, 2]}
    sealed = sealing.seal(key.public, FORM, 17, choices)
    opened = sealing.open_box(together(key, holders, giver, receiver), "abcd", sealed.box)
    assert (opened.elector, opened.choices) == (17, {1: "agree", 2: "oppose", 3: [2, 4]})
    assert opened.commit == sealed.commit
    assert len(opened.nonce) == 32


def test_one_alone_opens_nothing(key, holders):
    """Not with their own two halves, not with what another handed over to somebody else."""
    one = holders["first"]
    mine = [
        sealing.SealedBox(one.key(PHRASES["first"])).decrypt(key.share("first", other).box)
        for other in ("second", "street")
    ]
    assert all(bytes(PrivateKey(half).public_key) != key.public for half in mine)
    with pytest.raises(SealError, match="does not open"):
        sealing._open(one.key(PHRASES["first"]), key.share("second", "first").box)
    handed = sealing.hand_over(key, holders["second"], PHRASES["second"], holders["street"])
    with pytest.raises(SealError, match="does not open"):
        sealing.take_together(key, "second", handed, one, PHRASES["first"])


def test_another_passphrase_is_refused(key, holders):
    with pytest.raises(SealError, match="not the passphrase of first"):
        sealing.hand_over(key, holders["first"], "wrong", holders["second"])
    # the same words in full width, or with a space at the end, are the same passphrase
    assert holders["second"].key("ｇood morning two ").public_key


def test_halves_of_different_keys_make_none(key, holders):
    other = sealing.make_key(list(holders.values()))
    handed = sealing.hand_over(other, holders["first"], PHRASES["first"], holders["second"])
    with pytest.raises(SealError, match="do not make"):
        sealing.take_together(key, "first", handed, holders["second"], PHRASES["second"])


def test_every_ballot_of_an_assembly_has_one_length(key):
    said = [
        None,
        {1: "agree", 2: "agree", 3: []},
        {1: "abstain", 2: "abstain", 3: [1, 2, 3, 4, 5]},
        {1: "oppose", 2: "invalid", 3: "abstain"},
    ]
    boxes = [sealing.seal(key.public, FORM, n, each).box for n in (1, 20_000) for each in said]
    assert {len(box) for box in boxes} == {FORM.size() + 48}
    assert len({bytes(box[:32]) for box in boxes}) == len(boxes)


def test_a_ballot_longer_than_the_form_is_no_ballot(key):
    with pytest.raises(ValueError, match="longer than"):
        sealing.seal(key.public, FORM, 1, dict.fromkeys(range(50), "agree"))


def test_changed_bytes_and_other_assemblies_do_not_open(key, holders):
    private = together(key, holders, "first", "second")
    box = sealing.seal(key.public, FORM, 5, {1: "agree"}).box
    with pytest.raises(SealError, match="does not open"):
        sealing.open_box(private, "abcd", box[:-1] + bytes([box[-1] ^ 1]))
    with pytest.raises(SealError, match="something else"):
        sealing.open_box(private, "efgh", box)


def test_the_commitment_binds_elector_and_choice(key, holders):
    private = together(key, holders, "first", "second")
    sealed = sealing.seal(key.public, FORM, 5, {1: "agree"})
    nonce = sealing.open_box(private, "abcd", sealed.box).nonce
    texts = [
        sealing.canonical("abcd", 5, {1: "agree"}),
        sealing.canonical("abcd", 6, {1: "agree"}),
        sealing.canonical("abcd", 5, {1: "oppose"}),
        sealing.canonical("abcd", 5, None),
        sealing.canonical("efgh", 5, {1: "agree"}),
    ]
    assert [sealing.commitment(nonce, text) == sealed.commit for text in texts] == [True] + [
        False
    ] * 4
