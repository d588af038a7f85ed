import { readMigrations } from './migrate.ts';
import { sweepTemplates, templateOf } from './template.ts';

/**
 * Runs once before all tests: migrates one template with every module. When some migration does not apply, each harness
 * falls back to the migrations of its own modules, so one broken file does not hide the results of the others.
 */
export default async function setup(): Promise<void> {
  sweepTemplates();
  if (process.env['TEST_DATABASE_URL']) return;
  try {
    process.env['LINLI_TEST_TEMPLATE'] = await templateOf(readMigrations());
  } catch (error) {
    console.error(`the whole set of migrations does not apply: ${(error as Error).message}`);
  }
}
