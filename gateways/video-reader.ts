import { open } from 'node:fs/promises';

/** What a file of a video tells of itself, by its own structure. */
export type VideoFacts = { contentType: 'video/mp4' | 'video/webm'; seconds: number };
export type VideoFault = { zh: string; en: string };
export type VideoReading = { facts: VideoFacts } | { fault: VideoFault };

export const faults = {
  type: { zh: '只收 MP4 或 WebM 视频，请在手机上另存为 MP4', en: 'only MP4 or WebM; save it as MP4' },
  cut: { zh: '文件不完整，后面缺了一截，请重新导出', en: 'the file is not whole, its end is missing; export it again' },
  broken: { zh: '文件结构不对，播放器打不开', en: 'its structure is broken and no player opens it' },
  silent: { zh: '里面没有画面', en: 'there is no picture in it' },
  timeless: { zh: '读不出时长，请重新导出', en: 'how long it runs cannot be read; export it again' },
} as const satisfies Record<string, VideoFault>;

/** Reads pieces of a file by their place, a window at a time: never the file as a whole. */
export type Pieces = { size: number; at(place: number, length: number): Promise<Buffer>; close(): Promise<void> };
const WINDOW = 64 * 1024;

export const openPieces = async (path: string): Promise<Pieces> => {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  let begin = 0;
  let window: Buffer = Buffer.alloc(0);
  return {
    size,
    at: async (place, length) => {
      if (place < begin || place + length > begin + window.length) {
        const wanted = Buffer.alloc(Math.max(length, Math.min(WINDOW, size - place)));
        const { bytesRead } = await file.read(wanted, 0, wanted.length, place);
        [begin, window] = [place, wanted.subarray(0, bytesRead)];
      }
      return window.subarray(place - begin, place - begin + length);
    },
    close: () => file.close(),
  };
};

/** Thrown inside a reader where the file breaks its own rules. */
export class BadVideo extends Error {
  readonly fault: VideoFault;
  constructor(fault: VideoFault) { super(fault.en); this.fault = fault; }
}
