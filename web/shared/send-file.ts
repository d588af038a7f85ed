import { locale } from './i18n.ts';
import { RefusalError, networkRefusal } from './refusal.ts';
import { readToken } from './session.ts';

type Sending = { path: string; file: Blob; type: string; onProgress?: (share: number) => void };

/** Sends a file as it is, beside the contract, and tells how much of it has gone. Answers what the server said, or throws its refusal. */
export const sendFile = <T>({ path, file, type, onProgress }: Sending): Promise<T> => new Promise((done, failed) => {
  const request = new XMLHttpRequest();
  request.open('POST', path);
  request.setRequestHeader('content-type', type);
  request.setRequestHeader('accept-language', locale());
  const token = readToken();
  if (token !== null) request.setRequestHeader('authorization', `Bearer ${token}`);
  request.upload.addEventListener('progress', (event) => { if (event.lengthComputable) onProgress?.(event.loaded / event.total); });
  request.addEventListener('error', () => failed(networkRefusal()));
  request.addEventListener('load', () => {
    let said: Record<string, unknown> | null = null;
    try { said = JSON.parse(request.responseText) as Record<string, unknown>; } catch { /* a gateway answered in its own words */ }
    if (request.status < 300 && said !== null) return done(said as T);
    const words = (name: 'zh' | 'en'): string => (typeof said?.[name] === 'string' ? (said[name] as string) : networkRefusal()[name]);
    failed(new RefusalError({ status: request.status, code: typeof said?.['code'] === 'string' ? (said['code'] as string) : 'network.unreachable', zh: words('zh'), en: words('en') }));
  });
  request.send(file);
});

/** Reads a file that takes a sign-in, and saves it under a name. */
export async function fetchFile(path: string, fileName: string): Promise<void> {
  const answer = await fetch(path, { headers: { authorization: `Bearer ${readToken() ?? ''}` } }).catch(() => { throw networkRefusal(); });
  if (!answer.ok) throw networkRefusal();
  const url = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: fileName });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
