import { createSign, type KeyObject } from 'node:crypto';

/** Node reads certificates but makes none: a self-signed X.509 v3 certificate, written in DER (RFC 5280). */
const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length < 0x80 ? [body.length] : body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
const SHA256_RSA = sequence(Buffer.from('06092a864886f70d01010b0500', 'hex'));
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const nameOf = (text: string): Buffer => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(text)))));
const utc = (at: string): Buffer => der(0x17, Buffer.from(at));

/** Valid from 2020 until 2049, so that no virtual clock outlives it. `serial` is 40 hex digits, the first below 8. */
export const makeCertificate = ({ name, serial, privateKey, publicKey }: { name: string; serial: string; privateKey: KeyObject; publicKey: KeyObject }): string => {
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from(serial, 'hex')), SHA256_RSA, nameOf(name),
    sequence(utc('200101000000Z'), utc('491231235959Z')), nameOf(name), publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey);
  const whole = sequence(body, SHA256_RSA, der(0x03, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/(.{64})/g, '$1\n').trim()}\n-----END CERTIFICATE-----\n`;
};
