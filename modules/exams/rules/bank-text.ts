import { judgeOptions, type ReadQuestion } from './import.ts';
import { faultOf, lettered, type QuestionKind } from './questions.ts';

const kinds: Record<string, QuestionKind> = { S: 'single', M: 'multi', J: 'judge', O: 'order', P: 'picture' };
const HEAD = /^([SMJOP])([123])([+-]?)(?::(\w+))? (.+)$/;
const both = (text: string): { zh: string; en: string } => {
  const [zh = '', en = ''] = text.split(' | ');
  return { zh: zh.trim(), en: en.trim() };
};

/**
 * Questions written as people write them: a line that begins with kind and difficulty (`S2` single, `M` multi, `J2+` true, `J2-` false, `O` in the right order,
 * `P2:drawing` about a drawing) asks; `+` is right, `-` is wrong, `=` says why. Chinese first, English behind the bar. Only add at the end: the number
 * of a question is its place.
 */
export const readBank = (topic: string, text: string): ReadQuestion[] => text.trim().split(/\n\s*\n/).map((block, place) => {
  const [head = '', ...lines] = block.trim().split('\n').map((line) => line.trim());
  const found = HEAD.exec(head);
  const where = `${topic}-${String(place + 1).padStart(2, '0')}`;
  if (!found) throw new Error(`${where}: not a question: ${head}`);
  const kind = kinds[found[1]!]!;
  const why = both(lines.find((line) => line.startsWith('= '))?.slice(2) ?? '');
  const written = lettered(lines.filter((line) => /^[+-] /.test(line)).map((line) => ({ ...both(line.slice(2)), isRight: line.startsWith('+') })));
  const { options, rightCodes } = kind === 'judge' ? { options: [...judgeOptions], rightCodes: [found[3] === '+' ? 'a' : 'b'] } : written;
  const alt = both(lines.find((line) => line.startsWith('@ '))?.slice(2) ?? '');
  const question: ReadQuestion = { code: where, topic, kind, difficulty: Number(found[2]), stemZh: both(found[5]!).zh, stemEn: both(found[5]!).en, options, rightCodes, whyZh: why.zh, whyEn: why.en, picture: found[4] ?? null, pictureAltZh: alt.zh, pictureAltEn: alt.en };
  const fault = faultOf(question);
  if (fault) throw new Error(`${where}: ${fault.en}`);
  return question;
});
