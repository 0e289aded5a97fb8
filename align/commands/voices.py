"""`mazeej voices`: voices that are recognised in later recordings, off unless some were learnt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import click

import transcripts
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.language import in_ui_language
from align.commands.shared.listening import open_sound
from align.commands.shared.options import episode_option, format_option
from align.commands.shared.running import Resumable
from align.commands.shared.speakers import find_voices
from align.commands.shared.values import VoiceRange
from align.report.text import one_line
from audio.voices import VoiceCount


@dataclass(frozen=True, slots=True)
class VoicesArguments:
    format: str = format_option()


@dataclass(frozen=True, slots=True)
class LearnArguments:
    name: str = argument("NAME")
    recording: str = argument("RECORDING")
    speaker: str = option("--speaker", metavar="LABEL", required=True, help="Which of its voices: A, B …")
    episode: str | None = episode_option()
    voices: VoiceCount | None = option(
        "--voices", type=VoiceRange(), metavar="N|MIN-MAX", help="How many people speak, if their number is known."
    )
    voice_model: str | None = option("--voice-model", metavar="FILE", help="Another voice encoder, an ONNX model.")


@dataclass(frozen=True, slots=True)
class ForgetArguments:
    name: str = argument("NAME")


@click.group("voices", invoke_without_command=True)
@takes(VoicesArguments)
def known_voices(given: VoicesArguments) -> None:
    """List the voices that later recordings are searched for, learn one, forget one.

    Of a voice, a vector of a few hundred numbers is kept in your own data folder, no sound, and nothing is sent
    anywhere. A recording whose voices are told apart by their sound has the name wherever the match is sure.

    \b
    mazeej voices
    mazeej voices learn "Layla Haddad" episode.mp3 --speaker A
    mazeej voices forget "Layla Haddad"
    """
    if click.get_current_context().invoked_subcommand:
        return
    names = transcripts.KnownVoices().names()
    if given.format == "json":
        click.echo(json.dumps({"voices": names}, ensure_ascii=False))
    elif names:
        click.echo("\n".join(map(one_line, names)))
    else:
        click.echo(in_ui_language("No voice is known; `mazeej voices learn NAME RECORDING --speaker A` learns one."))


@known_voices.command("learn", cls=Resumable)
@takes(LearnArguments)
def learn_voice(given: LearnArguments) -> None:
    """Keep the voice LABEL of RECORDING under NAME, in place of an earlier one of that name.

    \b
    mazeej voices learn "Layla Haddad" episode.mp3 --speaker A
    """
    recording = open_sound(given.recording, given.episode)
    model = Path(given.voice_model) if given.voice_model else None
    found = find_voices(recording, given.voices or VoiceCount(), model)
    name = " ".join(given.name.split())
    transcripts.KnownVoices().learn(name, found, given.speaker)
    told = f"{name} will be recognised by the voice of {given.speaker} in {given.recording}"
    click.echo(one_line(in_ui_language(told)))


@known_voices.command("forget")
@takes(ForgetArguments)
def forget_voice(given: ForgetArguments) -> None:
    """Forget the voice known as NAME.

    \b
    mazeej voices forget "Layla Haddad"
    """
    name = " ".join(given.name.split())
    transcripts.KnownVoices().forget(name)
    click.echo(one_line(in_ui_language(f"{name} is forgotten")))
