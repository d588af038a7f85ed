import type { Module } from '../kernel/module.ts';
import { mount as accounts } from './accounts/index.ts';
import { mount as alliance } from './alliance/index.ts';
import { mount as benefits } from './benefits/index.ts';
import { mount as catalog } from './catalog/index.ts';
import { mount as courses } from './courses/index.ts';
import { mount as dispatch } from './dispatch/index.ts';
import { mount as exams } from './exams/index.ts';
import { mount as insights } from './insights/index.ts';
import { mount as learning } from './learning/index.ts';
import { mount as orders } from './orders/index.ts';
import { mount as payments } from './payments/index.ts';
import { mount as promotions } from './promotions/index.ts';
import { mount as standards } from './standards/index.ts';
import { mount as support } from './support/index.ts';
import { mount as training } from './training/index.ts';
import { mount as workers } from './workers/index.ts';

/** Every module that is mounted, in the order of the line. */
export const modules: Module[] = [accounts, alliance, catalog, standards, promotions, workers, training, learning, courses, exams, orders, payments, benefits, dispatch, support, insights];
