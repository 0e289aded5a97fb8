"""`mazeej models`: what models there are on this machine, and fetching those that read for meaning."""

from __future__ import annotations

import json
from dataclasses import dataclass

import click

import transcripts
from align import meaning
from align.commands.shared.declare import argument, takes
from align.commands.shared.options import format_option
from align.commands.shared.screen import one_line


@dataclass(frozen=True, slots=True)
class ModelsArguments:
    format: str = format_option()


@dataclass(frozen=True, slots=True)
class FetchArguments:
    name: str = argument("NAME")


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
        click.echo(f"{transcripts.model_table.as_text(found)}\n{meaning.models_as_text()}", nl=False)


@models.command("get")
@takes(FetchArguments)
def fetch_model(given: FetchArguments) -> None:
    """Download an encoder or a judge by its name, or any repository of the Hugging Face Hub with an ONNX model.

    \b
    mazeej models get e5-small
    """
    folder = meaning.fetch(given.name)
    click.echo(f"{one_line(given.name)} is in {one_line(str(folder))}")
