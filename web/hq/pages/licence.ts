/** GB 32100-2015: 31 characters without I, O, S, V, Z; weights are powers of 3 modulo 31. */
const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether a unified social credit code carries the right check character; the server checks again. */
export function isLicenceRight(licenceNo: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(licenceNo)) return false;
  let [weight, sum] = [1, 0];
  for (const character of licenceNo.slice(0, 17)) {
    sum += characters.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return characters[(31 - (sum % 31)) % 31] === licenceNo[17];
}
