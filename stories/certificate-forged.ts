import { generateKeyPairSync, sign } from 'node:crypto';
import { demoPerson } from './people.ts';
import type { Story } from './story.ts';
import { newPhone, refused } from './world.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;

/** A certificate is raised, forged and copied; anybody who looks it up is told so. The true one is verified, and later revoked. */
export const story: Story = {
  name: 'certificate-forged',
  about: '改动、伪造、冒用的证书都被查出；真的能验真，撤销后也查得到',
  async tell(world, tell) {
    const operator = await demoPerson(world, 'hq');
    const phone = newPhone();
    const { workerId } = await tell('a worker registers', () => operator.client.workers.register({ phone, name: '李秀兰', homeLon: 87.6, homeLat: 43.8, homeArea: '本小区' }), (w) => w.name);
    const made = await tell('she passes the core modules and is certified', () => operator.client.training.issueCertificate({ workerId, kind: 'core', evidence: { kind: 'record', words: '培训班结业' } }), (c) => c.number);
    const her = await world.signIn(phone);
    const { items } = await her.client.training.myCertificates({});
    const { token } = items[0]!;
    await tell('a household scans the code', () => world.guest.training.verifyCertificate({ number: made.number, name: '李秀兰' }), (seen) => {
      if (seen.state !== 'valid' || seen.isNameRight !== true || seen.maskedName !== '李**') throw new Error(`the true certificate reads as ${seen.state}, ${seen.maskedName}`);
      return seen.words.zh;
    });
    const verdict = async (text: string, expected: string): Promise<string> => {
      const { verdict: found, words } = await world.guest.training.verifyToken({ token: text });
      if (found !== expected) throw new Error(`expected ${expected}, read ${found}`);
      return words.zh;
    };
    const [header, payload, signature] = token.split('.') as [string, string, string];
    await tell('somebody writes a higher title into it', () => verdict(`${header}.${encode({ ...decode(payload), name: '带教证书' })}.${signature}`, 'forged'), (words) => words);
    const { privateKey } = generateKeyPairSync('ed25519');
    const signed = (head: object, body: string): string => { const text = `${encode(head)}.${body}`; return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`; };
    await tell('somebody signs it with a key of his own under the city’s name', () => verdict(signed(decode(header), payload), 'forged'), (words) => words);
    await tell('somebody issues one under his own name', () => verdict(signed({ alg: 'EdDSA', typ: 'vc+jwt', kid: 'https://elsewhere.example/key' }, payload), 'notOurs'), (words) => words);
    await tell('a number is made up', () => refused('training.certificate_unknown', () => world.guest.training.verifyCertificate({ number: 'LL2026-0000-0000-0001' })), (refusal) => refusal.zh);
    await tell('it turns out to rest on a borrowed name, and is revoked', () => operator.client.training.revokeCertificate({ certificateId: made.certificateId, reason: 'forgedEvidence', words: '考试由他人代考' }), (c) => c.revoked!.reasonWords.zh);
    await tell('the household that looks again reads it', () => verdict(token, 'revoked'), (words) => words);
    await tell('nothing in the log was rewritten', () => operator.client.insights.verify({}), ({ checks }) => {
      const broken = checks.filter(({ name, ok }) => !ok && /certificate|log/.test(name));
      if (broken.length > 0) throw new Error(broken.map(({ name }) => name).join(', '));
      return 'all of it verifies';
    });
    return 'revoked';
  },
};
