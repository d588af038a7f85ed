import { identityCheckLetter } from '@linli/contract';

const LICENCE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A business licence number of Urumqi that passes its checksum (GB 32100-2015). */
export function licenceNumber(serial: number): string {
  const stem = `91650100MC${String(serial % 10_000_000).padStart(7, '0')}`;
  const { sum } = [...stem].reduce((now, character) => ({ weight: (now.weight * 3) % 31, sum: now.sum + LICENCE_CHARACTERS.indexOf(character) * now.weight }), { weight: 1, sum: 0 });
  return stem + LICENCE_CHARACTERS[(31 - (sum % 31)) % 31]!;
}

/** The smallest picture there is: a copy of a paper, as far as a story is concerned. */
export const photoBase64 = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGMQqYgCAAGKAOcEpPhFAAAAAElFTkSuQmCC';

/** An identity number of a woman with its check digit, nobody's else and known to the credit system. */
export const newIdentity = (): string => {
  const body = `650102${1975 + Math.floor(Math.random() * 25)}0${1 + Math.floor(Math.random() * 9)}1${Math.floor(Math.random() * 10)}${String(2 * Math.floor(Math.random() * 450)).padStart(3, '0')}`;
  return body + identityCheckLetter(body);
};
