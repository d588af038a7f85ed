import { spawn } from 'node:child_process';

const MOST_MS = 10 * 60_000;
const ASK_MS = 5000;

/** Runs a program with its arguments as they are, no shell between; false when it is not there, fails, or takes too long. */
const runProgram = (program: string, args: readonly string[], mostMs: number): Promise<boolean> => new Promise((resolve) => {
  const child = spawn(program, args, { stdio: 'ignore', shell: false });
  const stop = setTimeout(() => child.kill('SIGKILL'), mostMs);
  child.once('error', () => { clearTimeout(stop); resolve(false); });
  child.once('close', (code) => { clearTimeout(stop); resolve(code === 0); });
});

/**
 * A picture of at most 1280 columns and sound that every phone plays, its index in front so that playing begins with the first bytes. The reader of the input is named, so
 * that no file can talk ffmpeg into fetching others.
 */
const argumentsFor = (from: string, contentType: string, to: string): string[] => [
  '-nostdin', '-v', 'error', '-y', '-protocol_whitelist', 'file', '-f', contentType === 'video/mp4' ? 'mov' : 'matroska', '-i', from, '-map', '0:v:0', '-map', '0:a:0?', '-map_metadata', '-1', '-vf', "scale='min(1280,iw)':-2",
  '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '96k', '-movflags', '+faststart', '-f', 'mp4', to,
];

export type Converter = { isThere(): Promise<boolean>; convert(from: string, contentType: string, to: string): Promise<boolean> };

/** ffmpeg where the machine has it; asked once. */
export const createConverter = (program = 'ffmpeg'): Converter => {
  let known: Promise<boolean> | null = null;
  return {
    isThere: () => (known ??= runProgram(program, ['-version'], ASK_MS)),
    convert: (from, contentType, to) => runProgram(program, argumentsFor(from, contentType, to), MOST_MS),
  };
};
