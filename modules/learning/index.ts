import type { Module } from '../../kernel/module.ts';
import { checks } from './actions/checks.ts';
import { reactions } from './reactions.ts';
import { raw, routes } from './routes.ts';

export { checks } from './actions/checks.ts';
export { getLesson, openLesson, sendBeats } from './actions/lessons.ts';
export { installModules, moduleNames } from './actions/modules.ts';
export { finishedModules, forgetLearned, noteLearned } from './actions/progress.ts';
export { topicsOf } from './rules/signals.ts';
export { CORE as coreModules, modulesFor, seedModules } from './rules/modules.ts';

export const mount: Module = { name: 'learning', routes, reactions, checks, raw };
