import { certificates } from './certificates.ts';
import { mentoring } from './mentoring.ts';
import { transparency } from './transparency.ts';

export const training = { ...certificates, ...transparency, ...mentoring };
