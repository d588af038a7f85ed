import { readFileSync } from 'node:fs';
import { contract, type Role } from '@linli/contract';
import { describe, expect, test } from 'vitest';
import { fieldRoles, pageRoles, partRoles, type PagePath } from './access.ts';

type Endpoint = { who: 'anyone' | 'signedIn' | readonly Role[] };
const modules = contract as unknown as Record<string, Record<string, Endpoint>>;
const refusedTo = (call: string, roles: readonly Role[]): Role[] => {
  const [module, name] = call.split('.') as [string, string];
  const { who } = modules[module]![name]!;
  return typeof who === 'string' ? [] : roles.filter((role) => !who.includes(role));
};
/** What a page reads as soon as it opens, taken from the file itself. What it reads only for some roles stands below, with the roles. */
const files: Record<Exclude<PagePath, '/m'>, string[]> = {
  '/': ['overview', 'targets', 'weak-modules', 'train-people', 'income-after'], '/applications': ['applications', 'application-drawer', '../../shared/desk/checks/checks'], '/recruiting': ['recruiting'], '/posts': ['posts'], '/imports': ['imports'], '/timetable': ['timetable', 'use-courses'], '/courses': ['courses', 'use-courses'],
  '/modules': ['modules', 'module-drawer', 'learners'], '/rooms': ['rooms'], '/kits': ['kits'], '/groups': ['groups'], '/partners': ['partners'], '/practicals': ['practicals'], '/questions': ['questions', 'question-drawer'], '/papers': ['papers', 'outside-results'],
  '/certificates': ['certificates', 'nationals', 'certificate-drawer'], '/retraining': ['retraining'], '/mentors': ['mentors'], '/subsidies': ['subsidies', 'subsidy-drawer'], '/standards': ['standards', 'standard-lists', 'edition-drawer'], '/log': ['log'],
};
const guarded = new Map<string, readonly Role[]>([
  ['workers.listApplications', ['operator']], ['training.retrainingList', ['operator']], ['learning.learningReport', ['operator', 'trainer', 'examiner']], ['exams.openSlots', ['operator', 'trainer', 'examiner']], ['courses.unmarkedSessions', ['operator', 'trainer']],
  ['learning.weakModules', partRoles.weakness], ['insights.trainingDemand', partRoles.weakness], ['insights.nearestLearners', partRoles.nearest], ['insights.incomeAfter', partRoles.income],
  ['exams.examiners', ['operator']], ['benefits.exportSubsidies', ['operator', 'finance', 'auditor']],
]);
const readsOf = (file: string): string[] => [...new Set([...readFileSync(`${import.meta.dirname}/pages/${file}.tsx`.replace('use-courses.tsx', 'use-courses.ts'), 'utf8').matchAll(/=> api\.(\w+\.\w+)\(/g)].map((hit) => hit[1]!))];

describe('who may open a page of the school', () => {
  test.each(Object.entries(files))('%s asks nothing that refuses those it is for', (path, names) => {
    for (const call of names.flatMap(readsOf)) expect(refusedTo(call, guarded.get(call)?.filter((role) => (pageRoles[path as PagePath] as readonly Role[]).includes(role)) ?? pageRoles[path as PagePath]), call).toEqual([]);
  });
  test('inspections are read, drawn and judged by those the contract names', () => {
    for (const call of ['standards.listRounds', 'standards.getRound', 'standards.exportRound']) expect(refusedTo(call, partRoles.inspections)).toEqual([]);
    for (const call of ['standards.openRound', 'standards.closeRound']) expect(refusedTo(call, partRoles.draw)).toEqual([]);
    expect(refusedTo('standards.judgeSample', partRoles.judge)).toEqual([]);
  });
  test('the phone pages are for who teaches and examines', () => expect(fieldRoles).not.toContain('finance'));
});
