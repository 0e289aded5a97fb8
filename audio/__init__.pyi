from .cache import cache_dir, data_dir
from .channels import CHANNELS, Bleed, Voice, check_channels, measure_bleed
from .clips import Clip, cut
from .decoding import SAMPLE_RATE, Decoding, decode_blocks
from .download import download, forget_download, is_downloaded
from .links import link_at, text_fragment
from .recordings import episodes_in, is_feed, open_episode, open_recording
from .times import format_time, parse_time
from .types import (
    UNSURE_SPEAKER,
    AudioError,
    Chapter,
    Episode,
    Interval,
    Recording,
    SampleBlock,
    Seconds,
    TranscriptLink,
    Turn,
    sound_id,
)

__all__ = [
    "CHANNELS",
    "SAMPLE_RATE",
    "UNSURE_SPEAKER",
    "AudioError",
    "Bleed",
    "Chapter",
    "Clip",
    "Decoding",
    "Episode",
    "Interval",
    "Recording",
    "SampleBlock",
    "Seconds",
    "TranscriptLink",
    "Turn",
    "Voice",
    "cache_dir",
    "check_channels",
    "cut",
    "data_dir",
    "decode_blocks",
    "download",
    "episodes_in",
    "forget_download",
    "format_time",
    "is_downloaded",
    "is_feed",
    "link_at",
    "measure_bleed",
    "open_episode",
    "open_recording",
    "parse_time",
    "sound_id",
    "text_fragment",
]
