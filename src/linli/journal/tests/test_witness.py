"""The witness: every answer of tlog-witness, over real HTTP."""

import http.client
import threading

import pytest

from linli.journal import tiles, witness
from linli.journal.checkpoints import Checkpoint
from linli.journal.notes import COSIGNATURE, Note, Signature, SigningKey
from linli.journal.receipts import path_lines
from linli.journal.witness_state import State, StateError

LOG = SigningKey.from_seed("example.com/log", b"l" * 32)
NEXT = SigningKey.from_seed("example.com/log/2", b"l" * 32)


class Log:
    """A log in memory; `salt` makes another history."""

    def __init__(self, key=LOG, salt=b""):
        self.key, self.salt, self.edge, self.tiles = key, salt, tiles.Edge(), {}
        self.roots = [self.edge.root()]

    def grow(self, size):
        while self.edge.size < size:
            self.edge.append([self.salt + b"%d" % self.edge.size])
            self.tiles.update(self.edge.tiles)
            self.roots.append(self.edge.root())
        return self

    def note(self, size):
        return Checkpoint(self.key.name, size, self.roots[size]).sign(self.key)

    def request(self, old, new):
        proof = tiles.consistency_proof(old, new, lambda keys: {k: self.tiles[k] for k in keys})
        return f"old {old}\n{path_lines(proof)}\n{self.note(new)}"


@pytest.fixture
def state(tmp_path):
    found = State(tmp_path / "w", "witness.example/w1")
    found.watch(str(LOG.verifier))
    return found


@pytest.fixture
def post(state):
    server = witness.serve(state, "127.0.0.1:0")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()

    def send(body, path="/add-checkpoint", method="POST"):
        connection = http.client.HTTPConnection(*server.server_address, timeout=10)
        connection.request(method, path, body.encode() if isinstance(body, str) else body)
        answer = connection.getresponse()
        result = answer.status, answer.read().decode(), answer.getheader("Content-Type")
        connection.close()
        return result

    yield send
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def log():
    return Log().grow(300)


def test_it_cosigns_what_extends_what_it_saw(post, state, log):
    for old, new in ((0, 3), (3, 3), (3, 300)):
        status, body, _ = post(log.request(old, new))
        assert status == 200
        note = log.note(new).with_signatures([Signature.parse(body.rstrip("\n"))])
        assert note.signed_by(state.key.verifier)
    assert state.key.kind == COSIGNATURE
    assert Checkpoint.parse(state.last(LOG.name).text).size == 300


def test_404_for_a_log_that_it_does_not_know(post):
    other = Log(SigningKey.from_seed("example.com/stranger", b"s" * 32)).grow(2)
    assert post(other.request(0, 2))[0] == 404
    assert post("", path="/elsewhere")[0] == 404


def test_403_for_a_signature_that_is_not_the_logs(post, state, log):
    forger = Log(SigningKey.from_seed(LOG.name, b"f" * 32)).grow(2)
    assert post(forger.request(0, 2))[0] == 403
    broken = log.note(2)
    bad = Note(broken.text, (Signature(LOG.name, LOG.verifier.id, b"\0" * 64),))
    assert post(f"old 0\n\n{bad}")[0] == 403
    assert state.last(LOG.name) is None


def test_409_with_the_size_for_another_old_size(post, log):
    post(log.request(0, 5))
    assert post(log.request(0, 7)) == (409, "5\n", "text/x.tlog.size")
    assert post(log.request(4, 7)) == (409, "5\n", "text/x.tlog.size")
    rollback = post(log.request(3, 4))
    assert rollback == (409, "5\n", "text/x.tlog.size")


def test_409_for_another_root_of_the_same_size(post, log):
    post(log.request(0, 5))
    fork = Log(salt=b"fork").grow(5)
    assert post(fork.request(5, 5)) == (409, "5\n", "text/x.tlog.size")


def test_422_for_a_fork_and_for_a_bad_proof(post, state, log):
    post(log.request(0, 5))
    fork = Log(salt=b"fork").grow(9)
    assert post(fork.request(5, 9))[0] == 422
    assert post(f"old 5\n\n{log.note(9)}")[0] == 422
    again = log.request(5, 9).replace("old 5\n", f"old 5\n{'A' * 43}=\n")
    assert post(again)[0] == 422
    lie = Checkpoint(LOG.name, 0, b"x" * 32).sign(LOG)
    assert Checkpoint.parse(state.last(LOG.name).text).size == 5
    fresh = Log(SigningKey.from_seed("example.com/fresh", b"n" * 32))
    state.watch(str(fresh.key.verifier))
    lie = Checkpoint(fresh.key.name, 0, b"x" * 32).sign(fresh.key)
    assert post(f"old 0\n\n{lie}")[0] in (409, 422)


def test_400_for_what_is_no_request(post, log):
    for body in (
        "",
        "old x\n\n" + str(log.note(1)),
        "old 01\n\n" + str(log.note(1)),
        "new 0\n\n" + str(log.note(1)),
        "old 0\n!!\n\n" + str(log.note(1)),
        "old 0\n" + "A" * 43 + "=\n",
        "old 0\n" + ("A" * 43 + "=\n") * 64 + "\n" + str(log.note(1)),
        log.request(0, 3).replace("old 0", "old 4"),
        b"\xff\xfe",
    ):
        assert post(body)[0] == 400, body
    assert post("x" * 70_000)[0] == 413


def test_of_two_at_once_one_loses(state, log):
    """Many rounds: two different extensions of the same size are offered at the same moment."""
    for base in range(0, 200, 10):
        if base:
            assert state.add_checkpoint(log.request(base - 8, base)).status == 200
        gate = threading.Barrier(2)
        answers = []

        def offer(new, base=base, gate=gate, answers=answers):
            gate.wait()
            answers.append(state.add_checkpoint(log.request(base, new)))

        threads = [threading.Thread(target=offer, args=(base + n,)) for n in (1, 2)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        statuses = sorted(each.status for each in answers)
        assert statuses == [200, 409]
        size = Checkpoint.parse(state.last(LOG.name).text).size
        loser = next(each for each in answers if each.status == 409)
        assert loser.body == f"{size}\n"
        if size == base + 1:
            assert state.add_checkpoint(log.request(size, base + 2)).status == 200


def test_what_it_saw_survives_a_restart(state, log, tmp_path):
    state.add_checkpoint(log.request(0, 5))
    again = State(tmp_path / "w")
    assert str(again.key.verifier) == str(state.key.verifier)
    assert again.add_checkpoint(log.request(0, 5)).status == 409
    assert again.add_checkpoint(log.request(5, 6)).status == 200
    assert (tmp_path / "w" / "witness.key").stat().st_mode & 0o777 == 0o600


def test_a_successor_is_followed_by_an_operators_act_only(state, log):
    successor = Log(NEXT).grow(2)
    state.add_checkpoint(log.request(0, 5))
    assert state.add_checkpoint(successor.request(0, 1)).status == 404
    state.follow(LOG.name, str(NEXT.verifier))
    assert state.add_checkpoint(successor.request(0, 1)).status == 200
    assert state.add_checkpoint(log.request(5, 6)).status == 404
    assert Checkpoint.parse(state.last(LOG.name).text).size == 5
    with pytest.raises(StateError):
        state.follow("example.com/unknown", str(NEXT.verifier))


def test_a_name_and_a_key_stay(state, tmp_path):
    with pytest.raises(StateError):
        State(tmp_path / "w", "witness.example/other")
    with pytest.raises(StateError):
        state.watch(str(SigningKey.from_seed(LOG.name, b"x" * 32).verifier))


def test_the_program_says_what_is_wrong(tmp_path, capsys):
    folder = str(tmp_path / "x")
    assert witness.main(["follow", "a", "b", "--state", folder]) == 1
    assert capsys.readouterr().err.startswith("linli witness: ")
    # looking makes nothing: a name is kept for ever, so only `run` gives it
    assert witness.main(["show", "--state", folder]) == 1
    assert "no witness has run" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
    State(tmp_path / "x", "witness.example/x")
    assert witness.main(["show", "--state", folder]) == 0
    assert capsys.readouterr().out.startswith("witness.example/x+")
