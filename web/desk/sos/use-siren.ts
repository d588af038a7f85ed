import { useEffect, useState } from 'react';

const everyMilliseconds = 2500;
let audio: AudioContext | null = null;

/** Two falling tones. The browser lets nothing sound before the first touch of the page. */
function sound(): void {
  audio ??= new AudioContext();
  void audio.resume();
  for (const [index, hertz] of [880, 620, 880, 620].entries()) {
    const at = audio.currentTime + index * 0.28;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = 'square';
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.12, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.26);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.28);
  }
}
const mayBeHeard = (): boolean => navigator.userActivation?.hasBeenActive === true;

/** Sounds every few seconds while somebody waits; `isHeard` is false until the page was touched once. */
export function useSiren(isRinging: boolean): { isHeard: boolean } {
  const [isHeard, setHeard] = useState(mayBeHeard);
  useEffect(() => {
    if (!isRinging) return undefined;
    const round = (): void => {
      setHeard(mayBeHeard());
      if (mayBeHeard() && typeof AudioContext !== 'undefined') sound();
    };
    round();
    const timer = setInterval(round, everyMilliseconds);
    const wake = (): void => setHeard(true);
    window.addEventListener('pointerdown', wake);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointerdown', wake);
    };
  }, [isRinging]);
  return { isHeard };
}
