import { dayOf } from '../../shared/format.ts';

/** The day of the city as a form opens with it. */
export const dayNow = (): string => dayOf(new Date());
/** The clock of this device, for what is only put in order by it. */
export const stampNow = (): string => new Date().toISOString();
/** Whether something still lies ahead by the clock of this device. */
export const isAhead = (at: string): boolean => new Date(at) > new Date();
