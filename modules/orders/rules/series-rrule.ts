import * as library from 'rrule';

/** The recurrence library is CommonJS: what it names stands on its `default`, whatever its types say of the module itself. */
export const { RRule, Frequency } = (library as unknown as { default: Pick<typeof library, 'RRule' | 'Frequency'> }).default;
