/** A gentle sound and a short buzz for a new offer, if she wants it and the browser lets us. */

const storageKey = 'linli.worker.bell';
export const isBellOn = (): boolean => localStorage.getItem(storageKey) !== 'off';
export const setBell = (isOn: boolean): void => localStorage.setItem(storageKey, isOn ? 'on' : 'off');

const notes = [{ hertz: 660, afterSeconds: 0 }, { hertz: 880, afterSeconds: 0.22 }];
let audio: AudioContext | null = null;

/** Rings once. Before her first touch the browser would refuse, so nothing is tried. */
export function ringBell(): void {
  if (!isBellOn() || navigator.userActivation?.hasBeenActive !== true) return;
  navigator.vibrate?.([120, 80, 120]);
  if (typeof AudioContext === 'undefined') return;
  audio ??= new AudioContext();
  void audio.resume();
  for (const { hertz, afterSeconds } of notes) {
    const at = audio.currentTime + afterSeconds;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.16, at + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.55);
  }
}
