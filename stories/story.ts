import { openWorld } from './world.ts';
import type { World } from './world.ts';

export type StepRecord = { step: string; ms: number; result: string };
export type StoryResult = { story: string; url: string; ok: boolean; ends: string; steps: StepRecord[]; ms: number; error?: string };

/** Tells one step of a story; what it returns is handed on, `note` is what the reader sees. */
export type Tell = <T>(step: string, action: () => Promise<T>, note?: (result: T) => string) => Promise<T>;

/** A whole story: ends with one word that says how it ended (`settled`, `refunded`, …). */
export type Story = { name: string; about: string; tell(world: World, tell: Tell): Promise<string> };

/**
 * Runs a story against a running server.
 * @param onStep called after each step, for progress on a terminal
 */
export async function runStory(story: Story, url: string, onStep?: (record: StepRecord) => void): Promise<StoryResult> {
  const steps: StepRecord[] = [];
  const startedAt = performance.now();
  const tell: Tell = async (step, action, note) => {
    const from = performance.now();
    try {
      const result = await action();
      const record = { step, ms: Math.round(performance.now() - from), result: note ? note(result) : 'ok' };
      steps.push(record);
      onStep?.(record);
      return result;
    } catch (error) {
      const record = { step, ms: Math.round(performance.now() - from), result: `failed: ${error instanceof Error ? error.message : String(error)}` };
      steps.push(record);
      onStep?.(record);
      throw error;
    }
  };
  try {
    const ends = await story.tell(openWorld(url), tell);
    return { story: story.name, url, ok: true, ends, steps, ms: Math.round(performance.now() - startedAt) };
  } catch (error) {
    return { story: story.name, url, ok: false, ends: 'failed', steps, ms: Math.round(performance.now() - startedAt), error: error instanceof Error ? error.message : String(error) };
  }
}
