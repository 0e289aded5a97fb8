// The sound: the recording beside the page or at its address, and where that is not, the clips that the page carries.
"use strict";
const LEAD = 0.4; // seconds heard before and after a passage of the whole recording
const recording = one("#recording");
const clock = one("#clock");
const playButton = one("#play");
let recordingFails = !recording;
let playing = null; // {sound, button, from, until}: what sounds; `button` and `until` of a passage alone

const clips = all("audio[data-from]").map((sound) => ({ sound, from: Number(sound.dataset.from), to: Number(sound.dataset.to) }));
for (const { sound } of clips) {
  sound.controls = false;
  sound.addEventListener("ended", () => ended(sound));
}
document.documentElement.classList.toggle("has-sound", Boolean(recording || clips.length));

const clipAt = (second) => clips.find((clip) => clip.from <= second && second < clip.to);

/** Second of the recording that is heard, or was heard last. */
function second() {
  if (playing) return playing.from + playing.sound.currentTime;
  return Number(clock?.dataset.second ?? 0);
}

function stop() {
  if (!playing) return;
  playing.sound.pause();
  showPlaying(false);
  showClock();
  playing = null;
}

const stopIfIn = (card) => playing?.button && card.contains(playing.button) && stop();

function showPlaying(sounding) {
  for (const button of [playing?.button, playButton]) {
    if (!button) continue;
    button.classList.toggle("playing", sounding);
    button.dataset.tLabel = sounding ? "pause" : "play";
    button.setAttribute("aria-label", [say(button.dataset.tLabel), button.dataset.labelEnd].filter(Boolean).join(" "));
  }
}

/** Plays from a second of the recording; with `button`, the passage of that button alone. Says so where it cannot. */
function playFrom(start, { button = null, until = Infinity, clip = null } = {}) {
  stop();
  const found = clip ?? (recordingFails ? clipAt(start) : null);
  const sound = found?.sound ?? (recordingFails ? null : recording);
  one("#sound-message")?.replaceChildren(sound ? "" : say("no_sound"));
  if (!sound) return;
  const from = found ? found.from : 0;
  playing = { sound, button, from, until };
  const seek = () => {
    sound.currentTime = Math.max(0, start - from);
  };
  if (sound.readyState >= HTMLMediaElement.HAVE_METADATA) seek();
  else sound.addEventListener("loadedmetadata", seek, { once: true });
  sound.playbackRate = Number(one("#speed")?.value ?? 1);
  showPlaying(true);
  const mine = playing;
  sound.play().catch(() => playing === mine && stop());
  requestAnimationFrame(follow);
}

/** Plays the passage of a card's button, from `share` (0..1) of its clip where it has one. */
function playPassage(button, share = null) {
  const clip = clips.find((one) => one.sound.id === button.dataset.clip);
  const [start, end] = [Number(button.dataset.start), Number(button.dataset.end)];
  if (clip) playFrom(clip.from + (share ?? 0) * (clip.to - clip.from), { button, clip });
  else playFrom(Math.max(0, start - LEAD), { button, until: end + LEAD });
}

const toggle = (button) => (playing?.button === button ? stop() : playPassage(button));
const isLooping = () => one("#loop")?.getAttribute("aria-pressed") === "true";

function ended(sound) {
  if (playing?.sound !== sound) return;
  const { button } = playing;
  stop();
  if (button && isLooping()) playPassage(button);
}

function showClock() {
  if (!clock) return;
  const now = second();
  clock.dataset.second = String(now);
  const [h, m, s] = [now / 3600, (now / 60) % 60, now % 60].map((part) => String(Math.floor(part)));
  clock.textContent = h === "0" ? `${m}:${s.padStart(2, "0")}` : `${h}:${m.padStart(2, "0")}:${s.padStart(2, "0")}`;
  const length = Number(recording?.dataset.duration) || lastSecond();
  one("#now")?.setAttribute("x", String((now / length) * 1000 - 1));
}

/** Once a frame while something sounds: clock, playhead, the word that is spoken. */
function follow() {
  if (!playing) return;
  const { sound, button, until, from } = playing;
  const head = button && one(".wave .playhead", button.parentElement);
  if (head && sound.duration) head.setAttribute("x", String((sound.currentTime / sound.duration) * head.ownerSVGElement.viewBox.baseVal.width));
  showClock();
  lightWord(second());
  if (from + sound.currentTime >= until) ended(sound);
  requestAnimationFrame(follow);
}

document.addEventListener("click", (event) => {
  const play = event.target.closest(".play");
  const wave = event.target.closest(".wave");
  if (play) toggle(play);
  if (wave) {
    const box = wave.getBoundingClientRect();
    playPassage(one(".play", wave.parentElement), (event.clientX - box.left) / box.width);
  }
});

if (recording) {
  recording.addEventListener("ended", () => ended(recording));
  recording.addEventListener("pause", () => playing?.sound === recording && !recording.seeking && stop());
  // A page that was sent on its own has left the recording behind: what only that could play goes.
  recording.addEventListener("error", () => {
    stop();
    recordingFails = true;
    document.documentElement.classList.toggle("has-sound", clips.length > 0);
    for (const button of all(".play")) if (!button.dataset.clip) button.closest(".sound").hidden = true;
  });
}

const skip = (by) => playFrom(Math.max(0, second() + by));
playButton?.addEventListener("click", () => (playing ? stop() : playFrom(second())));
one("#back")?.addEventListener("click", () => skip(-5));
one("#forward")?.addEventListener("click", () => skip(5));
one("#speed")?.addEventListener("change", () => playing && (playing.sound.playbackRate = Number(one("#speed").value)));
one("#loop")?.addEventListener("click", ({ currentTarget }) => currentTarget.setAttribute("aria-pressed", String(!isLooping())));
one(".lane")?.addEventListener("click", (event) => {
  if (event.target.closest(".tick")) return;
  const box = one(".lane").getBoundingClientRect();
  playFrom(((event.clientX - box.left) / box.width) * (Number(recording?.dataset.duration) || lastSecond()));
});
