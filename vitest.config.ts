import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{contract,planner,kernel,gateways,modules,city,stories,tools}/**/*.test.ts', 'web/{shared,customer,worker,desk,merchant,hq,learn,school}/**/*.test.ts', '*.test.ts'],
    exclude: ['node_modules/**', 'planner/bench/**'],
    globalSetup: ['./kernel/harness-setup.ts'],
    // Each worker holds an embedded database of some 300 MB.
    maxWorkers: 2,
    pool: 'forks',
    // Only against what hangs: on PostgreSQL a test that lets days pass runs thousands of jobs, each with its own commit.
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
