import type { z } from 'zod';
import { refuse } from './refusal.ts';

type Issue = z.core.$ZodIssue;
type Words = { zh: string; en: string };

const typeNames: Record<string, Words> = {
  string: { zh: '文字', en: 'a text' }, number: { zh: '数字', en: 'a number' }, int: { zh: '整数', en: 'a whole number' }, boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' }, object: { zh: '对象', en: 'an object' }, record: { zh: '对象', en: 'an object' }, date: { zh: '日期', en: 'a date' }, null: { zh: '空', en: 'null' },
};

const formatNames: Record<string, Words> = {
  datetime: { zh: '应为带时区的时间，如 2026-11-22T14:00:00+08:00', en: 'an instant with its zone like 2026-11-22T14:00:00+08:00' },
  date: { zh: '应为日期，如 2026-11-22', en: 'a day like 2026-11-22' },
  email: { zh: '应为邮箱地址', en: 'an e-mail address' }, url: { zh: '应为网址', en: 'a web address' }, uuid: { zh: '应为 UUID', en: 'a UUID' },
};

const PHONE_PATTERN = '^1[3-9]\\d{9}$';

const boundWords = (issue: Issue & { origin: string }, limit: number, isUpper: boolean, isInclusive: boolean): Words => {
  const zhMost = isUpper ? (isInclusive ? '最多' : '应少于') : isInclusive ? '至少' : '应多于';
  const enMost = isUpper ? (isInclusive ? 'at most' : 'less than') : isInclusive ? 'at least' : 'more than';
  switch (issue.origin) {
    case 'string': return limit === 1 && !isUpper ? { zh: '不能为空', en: 'it must not be empty' } : { zh: `${zhMost} ${limit} 个字`, en: `${enMost} ${limit} characters` };
    case 'array': case 'set': return { zh: `${zhMost} ${limit} 项`, en: `${enMost} ${limit} items` };
    default: return { zh: `${isUpper ? (isInclusive ? '不大于' : '小于') : isInclusive ? '不小于' : '大于'} ${limit}`, en: `${enMost} ${limit}` };
  }
};

/** What an issue of zod says, for people. */
export const expectedWords = (issue: Issue): Words => {
  switch (issue.code) {
    case 'invalid_type': {
      const name = typeNames[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      return issue.input === undefined ? { zh: `必填，应为${name.zh}`, en: `it is required: ${name.en}` } : { zh: `应为${name.zh}`, en: `${name.en} is expected` };
    }
    case 'too_big': return boundWords(issue, Number(issue.maximum), true, issue.inclusive ?? true);
    case 'too_small': return boundWords(issue, Number(issue.minimum), false, issue.inclusive ?? true);
    case 'invalid_value': return { zh: `可选值：${issue.values.map(String).join('、')}`, en: `one of ${issue.values.map(String).join(', ')}` };
    case 'invalid_format': {
      const pattern = String((issue as { pattern?: string }).pattern ?? '').replace(/^\/|\/[a-z]*$/g, '');
      if (pattern === PHONE_PATTERN) return { zh: '应为 11 位手机号', en: 'an 11-digit mobile number' };
      return formatNames[issue.format] ?? { zh: pattern ? `格式应符合 ${pattern}` : '格式不对', en: pattern ? `it must fit ${pattern}` : 'the format is not right' };
    }
    case 'not_multiple_of': return { zh: `应为 ${issue.divisor} 的倍数`, en: `a multiple of ${issue.divisor}` };
    case 'unrecognized_keys': return { zh: `没有这些字段：${issue.keys.join('、')}`, en: `unknown fields: ${issue.keys.join(', ')}` };
    case 'invalid_union': {
      const inner = issue.errors.find((errors) => errors.length > 0)?.[0];
      return inner ? expectedWords(inner as Issue) : { zh: '内容不符合任何一种写法', en: 'it fits none of the allowed forms' };
    }
    case 'custom': return { zh: issue.message || '不符合要求', en: issue.message || 'it does not meet the rule' };
    default: return { zh: '不符合要求', en: 'it does not meet the rule' };
  }
};

const at = (value: unknown, path: PropertyKey[]): unknown => path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value);

const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** Refuses by the first fault found, naming its field. */
export function firstFault(error: z.ZodError, input: unknown): never {
  const issue = { ...error.issues[0]! };
  const field = issue.path.map(String).join('.') || 'body';
  const value = at(input, issue.path);
  if (issue.code === 'invalid_format' && issue.format === 'datetime' && typeof value === 'string' && WITHOUT_ZONE.test(value)) refuse('request.zone_missing', {}, field);
  const { zh, en } = expectedWords({ ...issue, input: value } as Issue);
  return refuse('request.invalid', { expectedZh: zh, expectedEn: en }, field);
}

const DEEPEST = 40;
// oxlint-disable-next-line no-control-regex
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Refuses what PostgreSQL cannot store (NUL, half a surrogate pair) and nesting that no form of ours has. */
export const refuseUnstorable = (value: unknown, path: string[] = []): void => {
  if (typeof value === 'string') {
    if (UNSTORABLE.test(value)) refuse('request.invalid', { expectedZh: '含有不能保存的字符', expectedEn: 'it holds characters that cannot be stored' }, path.join('.') || 'body');
    return;
  }
  if (value === null || typeof value !== 'object') return;
  if (path.length > DEEPEST) refuse('request.invalid', { expectedZh: '嵌套过深', expectedEn: 'nested too deeply' }, path.slice(0, 3).join('.'));
  for (const [key, item] of Object.entries(value)) refuseUnstorable(item, [...path, key]);
};
