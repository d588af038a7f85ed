import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { SavedFile } from './exports.ts';
import { cityRoles, merchantRoles } from './roles.ts';
import { Bilingual, Day, Id, Instant, Note, Text } from './shapes.ts';

/** limit: so many orders a day at most; suspend: no new order at all. */
export const sanctionKinds = ['reward', 'warning', 'limit', 'suspend'] as const;
export const sanctionStates = ['standing', 'done', 'lifted'] as const;
const Kind = z.enum(sanctionKinds);
const State = z.enum(sanctionStates);
export const Sanction = z.object({
  sanctionId: Id, merchantId: Id, merchantName: z.string(), kind: Kind, kindName: Bilingual, reason: z.string().meta({ description: 'Everybody may read it' }), evidence: z.string(), ordersPerDay: z.int().nullable(),
  from: Instant, until: Instant.nullable().meta({ description: 'Null: until somebody ends it' }), byName: z.string(), state: State.meta({ description: 'lifted: taken back by an appeal' }), stateWords: Bilingual, endedAt: Instant.nullable(), endedWords: z.string(),
  appeal: z.object({ state: z.enum(['open', 'accepted', 'rejected']), words: z.string(), at: Instant, decidedAt: Instant.nullable(), decidedByName: z.string().nullable(), decisionWords: z.string() }).nullable(),
  appealBefore: Instant, canAppeal: z.boolean(), canDecide: z.boolean(), canEnd: z.boolean(),
}).meta({ id: 'Sanction' });

/** What the city's register of professional elder-care providers says about a merchant. */
export const elderProviderStates = ['none', 'applied', 'listed', 'removed'] as const;
export const elderServices = ['meals', 'bathing', 'cleaning', 'walking', 'urgentHelp', 'medicalEscort', 'rehabilitation', 'dayCare', 'companionship'] as const;
export const ElderProvider = z.object({
  merchantId: Id, merchantName: z.string(), licenceNo: z.string(), status: z.string(), statusName: Bilingual, offersElderCare: z.boolean(), workerCount: z.int(), grade: z.string().nullable(), contactName: z.string(), maskedPhone: z.string(),
  state: z.enum(elderProviderStates), stateWords: Bilingual, isInForce: z.boolean(), registerNo: z.string(), authority: z.string(), services: z.array(z.enum(elderServices)), listedOn: Day.nullable(), validUntil: Day.nullable(), words: z.string(), byName: z.string().nullable(), at: Instant.nullable(),
}).meta({ id: 'ElderProvider' });

const ofMerchant = { merchantId: Id };
const ofSanction = { sanctionId: Id };

export const sanctionEndpoints = {
  sanctionsOf: query({ path: '/api/merchants/:merchantId/sanctions', who: [...cityRoles, ...merchantRoles], summary: 'Rewards of a merchant and steps against it with their evidence, newest first', input: z.object(ofMerchant), output: z.object({ items: z.array(Sanction) }), refusals: ['alliance.merchant_unknown'] }),
  imposeSanction: command({
    path: '/api/merchants/:merchantId/sanctions', who: ['operator'], summary: 'A reward, a warning, a limit of its orders a day, or a suspension, with the evidence. The owner is told and may appeal within seven days',
    input: z.object({ ...ofMerchant, kind: Kind, reason: Text(200), evidence: Note(500).default(''), ordersPerDay: z.int().min(1).max(1000).optional(), days: z.int().min(1).max(365).optional().meta({ description: 'Ends by itself after so many days; a warning after 90' }) }),
    output: Sanction, refusals: ['alliance.merchant_unknown', 'alliance.joining_stage_wrong', 'alliance.evidence_missing', 'alliance.limit_missing'],
  }),
  appealSanction: command({ path: '/api/sanctions/:sanctionId/appeal', who: ['merchantOwner'], summary: 'Ask to look at a step again; once, within seven days', input: z.object({ ...ofSanction, words: Text(500) }), output: Sanction, refusals: ['alliance.sanction_unknown', 'alliance.sanction_not_appealable'] }),
  sanctionAppeals: query({ path: '/api/sanctions/appeals', who: cityRoles, summary: 'Open appeals of merchants, the longest waiting first', input: z.object({}), output: z.object({ items: z.array(Sanction) }) }),
  decideSanctionAppeal: command({
    path: '/api/sanctions/:sanctionId/appeal/decide', who: ['operator'], summary: 'Decide an appeal; an accepted one takes the step back. Never by who took it', input: z.object({ ...ofSanction, isAccepted: z.boolean(), words: Text(300) }), output: Sanction,
    refusals: ['alliance.sanction_unknown', 'alliance.appeal_over', 'alliance.own_decision'],
  }),
  endSanction: command({ path: '/api/sanctions/:sanctionId/end', who: ['operator'], summary: 'A step is over before its time: what it was for is mended', input: z.object({ ...ofSanction, words: Text(200) }), output: Sanction, refusals: ['alliance.sanction_unknown', 'alliance.sanction_over', 'alliance.paper_lapsed'] }),

  elderProviders: query({ path: '/api/elder-providers', who: cityRoles, summary: 'Merchants that care for elders or are on record with the city’s register of elder-care providers, and how each stands there', input: z.object({}), output: z.object({ items: z.array(ElderProvider) }) }),
  setElderProvider: command({
    path: '/api/merchants/:merchantId/elder-provider', who: ['operator'], summary: 'Record how a merchant stands in the register: applied, listed with number and authority, or removed',
    input: z.object({ ...ofMerchant, state: z.enum(['applied', 'listed', 'removed']), registerNo: Note(40).default(''), authority: Note(60).default(''), services: z.array(z.enum(elderServices)).max(elderServices.length).default([]), listedOn: Day.optional(), validUntil: Day.optional(), words: Note(200).default('') }),
    output: ElderProvider, refusals: ['alliance.merchant_unknown', 'alliance.register_incomplete', 'alliance.register_dates_wrong', 'alliance.not_elder_care'],
  }),
  exportElderProviders: query({
    path: '/api/elder-providers/file', who: ['operator', 'auditor'], summary: 'The register as a file, one line a merchant', input: z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx'), language: z.enum(['zh', 'en']).default('zh') }), output: SavedFile,
  }),
};

/** What everybody may know of rewards and steps, and of the register. */
export const publicStanding = {
  conduct: z.array(z.object({ kind: Kind, kindName: Bilingual, reason: z.string(), from: Instant, until: Instant.nullable(), state: State, stateWords: Bilingual })).meta({ description: 'Rewards and steps of the last two years; what an appeal took back is left out' }),
  elderProvider: z.object({ registerNo: z.string(), authority: z.string(), validUntil: Day.nullable() }).nullable(),
};
