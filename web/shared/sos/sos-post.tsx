import { useEffect } from 'react';
import { useSession } from '../use-session.tsx';

/** Sends a call for help that did not leave the phone, as soon as the app is open again; the rest of its code comes only then. */
export default function SosPost() {
  const personId = useSession().me?.personId;
  useEffect(() => {
    if (!personId) return undefined;
    if (Object.keys(localStorage).some((key) => key.startsWith(`linli.outbox.sos.${personId}`))) void import('./sos-box.ts').then(({ boxOf }) => boxOf(personId));
    return () => void import('./sos-box.ts').then(({ stopBox }) => stopBox());
  }, [personId]);
  return null;
}
