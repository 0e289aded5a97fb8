// Plays a passage: its own clip where the page carries one, else that stretch of the recording beside the page.
"use strict";
const LEAD = 0.5; // seconds heard before and after a passage of the whole recording
const recording = one("#recording");
const now = one("#now");
let playing = null; // {button, sound, until} of the passage that sounds

for (const clip of all(".sound audio")) clip.controls = false;

const clipOf = (button) => (button.dataset.clip ? document.getElementById(button.dataset.clip) : null);

function stop() {
  playing?.sound.pause();
  show(false);
  playing = null;
}

function show(sounding) {
  if (!playing) return;
  playing.button.classList.toggle("playing", sounding);
  playing.button.dataset.tLabel = sounding ? "pause" : "play";
  playing.button.setAttribute("aria-label", `${say(playing.button.dataset.tLabel)} ${playing.button.dataset.labelEnd}`);
}

/** Starts the passage of `button` from its beginning, or from `share` (0..1) of its clip. */
function start(button, share = 0) {
  stop();
  const clip = clipOf(button);
  const sound = clip ?? recording;
  playing = { button, sound, until: clip ? Infinity : Number(button.dataset.end) + LEAD };
  const seek = () => {
    sound.currentTime = clip ? share * sound.duration : Math.max(0, Number(button.dataset.start) - LEAD);
  };
  if (sound.readyState >= HTMLMediaElement.HAVE_METADATA) seek();
  else sound.addEventListener("loadedmetadata", seek, { once: true });
  show(true);
  sound.play().catch(() => {
    if (playing?.button === button) stop();
  });
}

const toggle = (button) => (playing?.button === button ? stop() : start(button));

/** Second of the recording that is heard. */
const second = () => Number(playing?.sound.dataset.from ?? 0) + (playing?.sound ?? recording).currentTime;

function follow() {
  if (!playing) return;
  const { sound, button, until } = playing;
  const head = one(".wave .playhead", button.parentElement);
  if (head && sound.duration) {
    head.setAttribute("x", String((sound.currentTime / sound.duration) * head.ownerSVGElement.viewBox.baseVal.width));
  }
  if (sound.currentTime >= until) stop();
}

for (const button of all(".play")) {
  button.addEventListener("click", () => toggle(button));
  const sound = clipOf(button) ?? recording;
  const wave = one(".wave", button.parentElement);
  wave?.addEventListener("click", (event) => {
    const box = wave.getBoundingClientRect();
    start(button, (event.clientX - box.left) / box.width);
  });
  if (clipOf(button)) {
    sound.addEventListener("timeupdate", follow);
    sound.addEventListener("ended", stop);
  }
}

if (recording) {
  const length = () => recording.duration || Infinity;
  recording.addEventListener("timeupdate", () => {
    now?.setAttribute("x", String((recording.currentTime / length()) * 1000 - 1));
    if (playing?.sound === recording) follow();
  });
  // A page that was sent on its own has left the recording behind: what only that could play goes.
  recording.addEventListener("error", () => {
    stop();
    recording.hidden = true;
    for (const button of all(".play")) if (!clipOf(button)) button.parentElement.hidden = true;
  });
  recording.addEventListener("pause", () => {
    if (playing?.sound === recording) stop();
  });
}
