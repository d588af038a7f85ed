import type { Bilingual } from '@linli/contract';

export type CaptionFault = { line: number; why: Bilingual };
const TIMES = /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t]+[\w:%.,-]+)*$/;
/** Tags WebVTT knows; anything else in angle brackets is taken for markup that does not belong here. */
const TAGS = /<\/?(?:[biu]|ruby|rt|c(?:\.[\w.-]+)?|v(?:\.[\w.-]+)?(?:[ \t][^<>]*)?|lang(?:[ \t][\w-]+)?|(?:\d{2,}:)?\d{2}:\d{2}\.\d{3})>/g;
const OVERRUN_SECONDS = 2;
const MOST_CUES = 500;

const millisOf = (hours: string | undefined, minutes: string, seconds: string, millis: string): number => ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(millis);

/** The first thing wrong with a WebVTT text for a video of so many seconds; null when all is well. */
export const faultOfCaptions = (text: string, videoSeconds: number): CaptionFault | null => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const at = (index: number, zh: string, en: string): CaptionFault => ({ line: index + 1, why: { zh, en } });
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '')) return at(0, '第一行要写 WEBVTT', 'the first line says WEBVTT');
  let [last, cues] = [0, 0];
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index]!;
    if (/^(?:NOTE|STYLE|REGION)\b/.test(line)) {
      while (index + 1 < lines.length && lines[index + 1]!.trim() !== '') index++;
      continue;
    }
    if (line.trim() === '') continue;
    // A cue may carry a name of its own in the line before its times.
    if (!line.includes('-->')) {
      if (lines[index + 1]?.includes('-->')) continue;
      return at(index, '这里应是时间，例如 00:01.000 --> 00:04.000', 'times are expected here, such as 00:01.000 --> 00:04.000');
    }
    const times = TIMES.exec(line);
    if (!times) return at(index, '时间写法不对，例如 00:01.000 --> 00:04.000', 'the times are not written like 00:01.000 --> 00:04.000');
    const [begin, end] = [millisOf(times[1], times[2]!, times[3]!, times[4]!), millisOf(times[5], times[6]!, times[7]!, times[8]!)];
    if (end <= begin) return at(index, '结束早于开始', 'it ends before it begins');
    if (begin < last) return at(index, '比上一句还早', 'it begins before the one above');
    if (end > (videoSeconds + OVERRUN_SECONDS) * 1000) return at(index, `超出视频的 ${videoSeconds} 秒`, `the video has ${videoSeconds} seconds only`);
    last = begin;
    if (lines[index + 1] === undefined || lines[index + 1]!.trim() === '') return at(index, '这一句没有字', 'this cue has no words');
    while (index + 1 < lines.length && lines[index + 1]!.trim() !== '') {
      index++;
      if (lines[index]!.includes('-->')) return at(index, '两句之间要空一行', 'an empty line stands between cues');
      if (/[<>]/.test(lines[index]!.replace(TAGS, ''))) return at(index, '不能带网页代码', 'markup has no place here');
    }
    if (++cues > MOST_CUES) return at(index, `最多 ${MOST_CUES} 句`, `at most ${MOST_CUES} cues`);
  }
  return cues === 0 ? at(lines.length - 1, '一句字幕也没有', 'there is no cue') : null;
};
