const KEPT = 'linli.device';

/** A number this browser gave itself: two accounts on one device are no recommendation. Says nothing about the person. */
export function deviceId(): string {
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept) return kept;
    const made = crypto.randomUUID();
    localStorage.setItem(KEPT, made);
    return made;
  } catch {
    return '';
  }
}
