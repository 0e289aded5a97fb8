"""The talk as subtitles, timed text, tables and pasted text: every form in docs/formats.md that is no JSON."""

from __future__ import annotations

from tests.support.transcript_talk import ALL_WORDS, LINES, clock, ms, words_of


def subtitles(decimal: str, form: str = "{text}") -> str:
    cues = []
    for at, (who, s, e, text) in enumerate(LINES, 1):
        cues.append(f"{at}\n{clock(s, decimal)} --> {clock(e, decimal)}\n{form.format(who=who, text=text)}\n")
    return "\n".join(cues)


def pasted(form: str, separator: str = "\n") -> str:
    return separator.join(
        form.format(who=who, text=text, m=int(s) // 60, s=int(s) % 60, em=int(e) // 60, es=int(e) % 60, a=s, b=e)
        for who, s, e, text in LINES
    )


def text_grid() -> str:
    def tier(name: str, items: list[tuple[float, float, str]]) -> str:
        rows = "".join(
            f'        intervals [{at}]:\n            xmin = {s}\n            xmax = {e}\n            text = "{t}"\n'
            for at, (s, e, t) in enumerate(items, 1)
        )
        return f'        class = "IntervalTier"\n        name = "{name}"\n        xmin = 0\n        xmax = 80\n        intervals: size = {len(items)}\n{rows}'

    spoken = {
        who: [(s, e, t.replace('"', '""')) for w, s, e, t in LINES if w == who] for who in ("Dana Holm", "Peer Lund")
    }
    tiers = "".join(f"    item [{at}]:\n{tier(name, items)}" for at, (name, items) in enumerate(spoken.items(), 1))
    head = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 80\ntiers? <exists>\nsize = 2\nitem []:\n'
    return head + tiers


def ttml(agents: bool = True) -> str:
    people = '<head><metadata><ttm:agent type="person" xml:id="v0"><ttm:name>Dana Holm</ttm:name></ttm:agent><ttm:agent type="person" xml:id="v1"><ttm:name>Peer Lund</ttm:name></ttm:agent></metadata></head>'
    lines = "".join(
        f'<p begin="{s}" end="{e}" ttm:agent="v{line % 2}"><span podcasts:unit="sentence" begin="{s}" end="{e}">'
        + "".join(f'<span podcasts:unit="word" begin="{a}" end="{b}">{w}</span>' for w, a, b in words_of(line))
        + "</span></p>"
        for line, (_, s, e, _) in enumerate(LINES)
    )
    return f'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:podcasts="http://podcasts.apple.com/transcript-ttml-internal" xml:lang="en">{people if agents else ""}<body dur="80"><div>{lines}</div></body></tt>'


SRV3 = '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><head><ws id="0"/></head><body>' + "".join(
    f'<p t="{ms(s)}" d="{ms(e - s)}" w="1">'
    + "".join(
        f'<s t="{ms(a - s)}">{" " if n else ""}{w}</s>' if n else f"<s>{w}</s>" for n, (w, a, _) in enumerate(words_of(line))
    )
    + "</p>"
    for line, (_, s, e, _) in enumerate(LINES)
) + "</body></timedtext>"  # fmt: skip

TEXT_KINDS: dict[str, str] = {
    "srt": subtitles(",", "{who}: {text}"),
    "srt-angle-brackets": subtitles(",", ">> {who}: {text}"),
    "srt-parentheses": subtitles(",", "({who}) {text}"),
    "srt-square-brackets": subtitles(",", "[{who}] {text}"),
    "srt-name-above": subtitles(",", "{who}\n{text}"),
    "srt-bold": subtitles(",", "**{who}:** {text}"),
    "srt-arabic-digits": subtitles(",", "{who}: {text}").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "srt-bidi-marks": subtitles(",", "\u200e{who}: {text}").replace("-->", "\u200f-->\u200f"),
    "webvtt": "WEBVTT\n\n" + subtitles(".", "<v {who}>{text}"),
    "sbv": "\n".join(f"{clock(s)[1:]},{clock(e)[1:]}\n{who}: {t}\n" for who, s, e, t in LINES),
    "ass": "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    + "".join(
        f"Dialogue: 0,{clock(s)[1:-1]},{clock(e)[1:-1]},Default,{who},0,0,0,,{{\\i1}}{t}\n" for who, s, e, t in LINES
    ),
    "sami": "<SAMI><HEAD></HEAD><BODY>"
    + "".join(
        f"<SYNC Start={ms(s)}><P Class=ENCC>{who}: {t}<SYNC Start={ms(e)}><P Class=ENCC>&nbsp;"
        for who, s, e, t in LINES
    )
    + "</BODY></SAMI>",
    "microdvd": "{1}{1}25\n" + "".join(f"{{{round(s * 25)}}}{{{round(e * 25)}}}{who}: {t}\n" for who, s, e, t in LINES),
    "mpl2": "".join(f"[{round(s * 10)}][{round(e * 10)}]{who}: {t}\n" for who, s, e, t in LINES),
    "ttml-apple-podcasts": ttml(),
    "dfxp": '<tt xmlns="http://www.w3.org/2006/10/ttaf1"><body><div>'
    + "".join(f'<p begin="{clock(s)}" end="{clock(e)}">{who}:<br/>{t}</p>' for who, s, e, t in LINES)
    + "</div></body></tt>",
    "srv1": "<?xml version='1.0'?><transcript>"
    + "".join(f'<text start="{s}" dur="{e - s}">{t}</text>' for _, s, e, t in LINES)
    + "</transcript>",
    "srv2": "<timedtext>"
    + "".join(f'<text t="{ms(s)}" d="{ms(e - s)}">{t}</text>' for _, s, e, t in LINES)
    + "</timedtext>",
    "srv3": SRV3,
    "hyperaudio-html": "<article><section>"
    + "".join(
        "<p>"
        + "".join(f'<span data-m="{ms(a)}" data-d="{ms(b - a)}">{w} </span>' for w, a, b in words_of(line))
        + "</p>"
        for line in range(len(LINES))
    )
    + "</section></article>",
    "lrc": "[ar:Somebody]\n[ti:Harbour hour]\n" + pasted("[{m:02d}:{s:02d}.00]{who}: {text}"),
    "textgrid": text_grid(),
    "ctm": "".join(f"talk 1 {s} {e - s:.3f} {w} 0.98\n" for w, s, e, _ in ALL_WORDS),
    "stm": ";; comment\n"
    + "".join(f"talk 1 {who.replace(' ', '_')} {s} {e} <o,f0,unknown> {t}\n" for who, s, e, t in LINES),
    "audacity": "".join(f"{s:.6f}\t{e:.6f}\t{who}: {t}\n" for who, s, e, t in LINES),
    "csv-premiere": '"Speaker Name","Start Time","End Time","Text"\n'
    + "".join(
        f'"{who}","{clock(s)[:8]}:{int(s % 1 * 30):02d}","{clock(e)[:8]}:{int(e % 1 * 30):02d}","{t}"\n'
        for who, s, e, t in LINES
    ),
    "csv-milliseconds": "start,end,speaker,text\n"
    + "".join(f'{ms(s)},{ms(e)},{who},"{t}"\n' for who, s, e, t in LINES),
    "csv-semicolons": "Start;End;Speaker;Transcript\n" + "".join(f"{s};{e};{who};{t}\n" for who, s, e, t in LINES),
    "tsv-whisper": "start\tend\ttext\n" + "".join(f"{ms(s)}\t{ms(e)}\t{t}\n" for _, s, e, t in LINES),
    "text-stamped": pasted("[{m:02d}:{s:02d}] {who}: {text}"),
    "text-faster-whisper-prints": pasted("[{a:.2f}s -> {b:.2f}s] {text}"),
    "text-otter": "Harbour hour\nSat, Nov 29, 2025 5:01PM • 1:15\n\n" + pasted("{who}  {m}:{s:02d}  \n{text}\n"),
    "text-rev": pasted("{who} ({m:02d}:{s:02d}):\n{text}\n"),
    "text-riverside": pasted("{who} ({m:02d}:{s:02d}.12)\n{text}\n"),
    "text-sonix": pasted("{who}: [00:{m:02d}:{s:02d}] {text}\n"),
    "text-descript": pasted("[00:{m:02d}:{s:02d}] **{who}:** {text}\n"),
    "text-happy-scribe": pasted("[00:{m:02d}:{s:02d}.00] - {who}\n{text}\n"),
    "text-teams": pasted("{who}   {m}:{s:02d}\n{text}"),
    "text-teams-arrows": pasted("0:{m}:{s}.0 --> 0:{em}:{es}.0\n{who}\n{text}\n"),
    "text-zoom": pasted("[{who}] 00:{m:02d}:{s:02d}\n{text}\n"),
    "text-davinci": pasted("[00:{m:02d}:{s:02d}:00 - 00:{em:02d}:{es:02d}:00]\n{who}\n {text}\n"),
    "text-youtube-panel": pasted("{m}:{s:02d}\n{text}"),
    "text-youtube-panel-spoken": pasted("{m}:{s:02d}\n1 minute, {s} seconds\n{text}"),
    "text-markdown": "# Harbour hour\n\n" + pasted("**[{m:02d}:{s:02d}]** {text}", "\n\n"),
    "text-markdown-name-first": pasted("**{who}** [{m:02d}:{s:02d}]: {text}", "\n\n"),
    "text-at-the-end": pasted("{text} ({m}:{s:02d})"),
    "text-bullets": pasted("- {m:02d}:{s:02d} – {text}"),
}
