import { z } from 'zod';
import { query } from './endpoint.ts';
import { schoolRoles } from './roles.ts';
import { Bilingual, Day, Id, Instant, Page, pageOf } from './shapes.ts';

const Part = z.enum(['theory', 'practical']);
export const OutsideImport = z.object({
  importId: Id, fileName: z.string(), bytes: z.int(), sha256: z.string().meta({ description: 'Of the file as it came' }), issuer: z.string(), partnerId: Id.nullable(), isDryRun: z.boolean(), rowsRead: z.int(), rowsIn: z.int(), rowsOut: z.int(), byName: z.string(), at: Instant, resultPath: z.string(),
}).meta({ id: 'OutsideImport' });
export const OutsideResult = z.object({
  resultId: Id, workerId: Id, workerName: z.string(), kind: z.string(), title: Bilingual, part: Part, heldOn: Day, scorePercent: z.int(), isPassed: z.boolean(), paperNumber: z.string(), issuer: z.string(), importId: Id, fileName: z.string(), sha256: z.string(), byName: z.string(), at: Instant,
  counts: z.boolean().meta({ description: 'Whether it counts towards the certificate; else it stands beside' }), why: Bilingual,
}).meta({ id: 'OutsideResult' });

/** Results of exams and practicals that others held; part of exams' calls. The table itself is sent to POST /api/school/outside-imports?issuer=…&partnerId=…&isDryRun=… as it is. */
export const outsideResults = {
  outsideImports: query({ path: '/api/school/outside-imports', who: [...schoolRoles, 'auditor'], summary: 'Tables of results held elsewhere that were sent in, newest first', input: z.object({ ...Page }), output: pageOf(OutsideImport) }),
  outsideImport: query({
    path: '/api/school/outside-imports/:importId', who: [...schoolRoles, 'auditor'], summary: 'One of them with its faults', input: z.object({ importId: Id }),
    output: OutsideImport.extend({ faults: z.array(z.object({ rowNo: z.int(), maskedName: z.string(), column: z.string(), reason: Bilingual })) }), refusals: ['exams.import_unknown'],
  }),
  outsideResults: query({ path: '/api/school/outside-results', who: [...schoolRoles, 'auditor'], summary: 'Results held elsewhere, newest first, with whether each counts', input: z.object({ kind: z.string().max(40).optional(), workerId: Id.optional(), ...Page }), output: pageOf(OutsideResult) }),
  outsideRules: query({
    path: '/api/school/outside-rules', who: [...schoolRoles, 'auditor'], summary: 'Which results of others count towards which certificate', input: z.object({}),
    output: z.object({ items: z.array(z.object({ kind: z.string(), title: Bilingual, part: Part, partners: z.array(z.string()), leastPercent: z.int(), days: z.int() })) }),
  }),
};
