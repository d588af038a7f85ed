import { RefusalError } from '@linli/contract/client.ts';

export { RefusalError } from '@linli/contract/client.ts';

const failed = { zh: '这个页面出了点问题，请返回重试', en: 'Something went wrong on this screen; go back and try again' };

/** The network did not answer: safe to repeat with the same key. */
export const networkRefusal = (): RefusalError =>
  new RefusalError({ status: 0, code: 'network.unreachable', zh: '网络没有连上，请检查网络后再试一次', en: 'No connection. Check the network and try again' });

/** Turns whatever was thrown into a refusal; a bug of our own keeps its trace in the console. */
export function toRefusal(thrown: unknown): RefusalError {
  if (thrown instanceof RefusalError) return thrown;
  console.error(thrown);
  return new RefusalError({ status: 500, code: 'screen.failed', ...failed });
}

/** Worth repeating unchanged: nothing answered, or a gateway answered instead of the server. */
export const isTransient = (refusal: RefusalError): boolean => refusal.status === 0 || refusal.status === 502 || refusal.status === 503 || refusal.status === 504;
