import type { Module } from '../kernel/module.ts';

/** Every module that is mounted, in the order of the line. */
export const modules: Module[] = [];
