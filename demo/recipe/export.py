"""A checkpoint -> the CTranslate2 folder that plain faster-whisper loads.

Usage: python export.py CHECKPOINT TOKENIZER_JSON MODEL_FOLDER
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import network
import tokens
from ctranslate2.converters import TransformersConverter
from faster_whisper.tokenizer import _LANGUAGE_CODES
from transformers import GenerationConfig, PreTrainedTokenizerFast
from windows import CONTENT

SAMPLE_RATE = 16_000  # Hz
NEVER = ("startoftranscript", "translate", "transcribe", "startoflm", "startofprev", "nospeech")


def export(checkpoint: Path, tokenizer: Path, out: Path) -> None:
    """int8 weights, tokenizer and preprocessor settings in `out`, by way of a Hugging Face folder."""
    model, _ = network.load(checkpoint)
    vocabulary = tokens.load(tokenizer)
    hf = model.hf
    hf.tie_weights()
    hf.generation_config = _generation(vocabulary, model.shape.decoder_layers - 1)
    with tempfile.TemporaryDirectory() as folder:
        stock = Path(folder)
        hf.half().float().save_pretrained(stock)
        end = "<|endoftext|>"
        fast = PreTrainedTokenizerFast(tokenizer_file=str(tokenizer), bos_token=end, eos_token=end, unk_token=end)
        fast.save_pretrained(stock)
        shutil.copy(tokenizer, stock / "tokenizer.json")
        (stock / "preprocessor_config.json").write_text(json.dumps(_preprocessor(), indent=1) + "\n", "utf-8")
        converter = TransformersConverter(str(stock), copy_files=["tokenizer.json", "preprocessor_config.json"])
        converter.convert(str(out), quantization="int8", force=True)
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size:>9} {path.name}")


def _generation(v: tokens.Vocabulary, last_layer: int) -> GenerationConfig:
    number = v.tokenizer.token_to_id
    config = GenerationConfig(
        bos_token_id=v.end, eos_token_id=v.end, pad_token_id=v.end, decoder_start_token_id=v.start
    )
    config.suppress_tokens = [number(f"<|{name}|>") for name in NEVER]
    config.begin_suppress_tokens = [v.tokenizer.encode(" ").ids[0], v.end]
    config.alignment_heads = [[last_layer, head] for head in range(network.GUIDED_HEADS)]
    config.lang_to_id = {f"<|{code}|>": number(f"<|{code}|>") for code in _LANGUAGE_CODES}
    config.task_to_id = {task: number(f"<|{task}|>") for task in ("transcribe", "translate")}
    config.is_multilingual = True
    config.no_timestamps_token_id = v.no_times
    return config


def _preprocessor() -> dict[str, object]:
    """faster-whisper honours chunk_length: it hands the model ten seconds at a time, as training did."""
    seconds = int(CONTENT)
    return {
        "feature_extractor_type": "WhisperFeatureExtractor",
        "feature_size": 80,
        "sampling_rate": SAMPLE_RATE,
        "hop_length": 160,
        "chunk_length": seconds,
        "n_fft": 400,
        "n_samples": SAMPLE_RATE * seconds,
        "nb_max_frames": 100 * seconds,
        "padding_side": "right",
        "padding_value": 0.0,
        "return_attention_mask": False,
    }


if __name__ == "__main__":
    export(*map(Path, sys.argv[1:4]))
