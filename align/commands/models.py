"""`mazeej models`: what models there are on this machine, and fetching those that read for meaning."""

from __future__ import annotations

import importlib
import json
from dataclasses import dataclass
from pathlib import Path

import click

import transcripts
from align import meaning
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.language import in_ui_language
from align.commands.shared.options import format_option
from align.report.text import one_line
from align.types import AlignError


@dataclass(frozen=True, slots=True)
class ModelsArguments:
    format: str = format_option()


@dataclass(frozen=True, slots=True)
class FetchArguments:
    name: str = argument("NAME")


@dataclass(frozen=True, slots=True)
class MeasureArguments:
    name: str = argument("NAME")
    files: tuple[str, ...] = argument("[FILE]…", nargs=-1)
    encoder: str | None = option("--encoder", metavar="NAME|PATH", help="An encoder that finds the places.")
    keep: bool = option("--keep", is_flag=True, help="Write its weights, so that it takes part in decisions.")


@click.group("models", invoke_without_command=True)
@takes(ModelsArguments)
def models(given: ModelsArguments) -> None:
    """List Whisper's models and those that read for meaning: what they need, which are on this disk.

    \b
    mazeej models
    mazeej models --format json
    mazeej models get e5-small
    """
    if click.get_current_context().invoked_subcommand:
        return
    found = transcripts.model_table.inventory()
    if given.format == "json":
        document = json.loads(transcripts.model_table.as_json(found)) | {"meaning": meaning.listed_models()}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        tables = transcripts.model_table.as_text(found, in_ui_language), meaning.models_as_text(in_ui_language)
        click.echo("\n".join(tables), nl=False)


@models.command("get")
@takes(FetchArguments)
def fetch_model(given: FetchArguments) -> None:
    """Download an encoder or a judge by its name, or any repository of the Hugging Face Hub with an ONNX model.

    \b
    mazeej models get e5-small
    """
    folder = meaning.fetch(given.name)
    click.echo(one_line(in_ui_language(f"{given.name} is on this disk, in {folder}")))


@models.command("measure")
@takes(MeasureArguments)
def measure_model(given: MeasureArguments) -> None:
    """Measure what a judge changes on labelled talks, beside the words alone; needs a checkout of the project.

    Every talk is judged with what was fitted on the others. With --keep the judge takes part in decisions from then on.

    \b
    mazeej models measure mdeberta-xnli talks.jsonl
    mazeej models measure llm:gpt-4o-mini talks.jsonl --encoder e5-small --keep
    """
    try:
        measure = importlib.import_module("benchmarks.measure").measure
    except ImportError as error:
        raise AlignError("measuring needs the benchmarks, which are in a checkout of the project alone") from error
    reader = meaning.Reader(meaning.open_encoder(given.encoder or meaning.NONE), meaning.open_judge(given.name))
    measure(reader, [Path(file) for file in given.files], keep=given.keep)
