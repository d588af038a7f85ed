import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { Bilingual, Done, Id, Instant, Note, Page, Phone, Text, pageOf } from './shapes.ts';

/** What happened, as far as one can say it with one thumb. */
export const sosKinds = ['injury', 'threat', 'hazard', 'illness', 'other'] as const;
export const SosKind = z.enum(sosKinds).meta({ id: 'SosKind', description: 'injury; threat or harassment; hazard: fire, gas, water; illness: elder or child taken ill; other' });
export const sosStates = ['open', 'acknowledged', 'closed'] as const;
export const sosOutcomes = ['helped', 'emergencyServices', 'settled', 'falseAlarm'] as const;
/** How the visit of an alarm counts for the worker once a person has looked at it. */
export const visitVerdicts = ['excused', 'usual'] as const;
export const incidentSeverities = ['critical', 'major', 'minor'] as const;
export const IncidentSeverity = z.enum(incidentSeverities).meta({ id: 'IncidentSeverity' });

const SosStep = z.object({ at: Instant, what: z.string(), byName: z.string().nullable(), words: Bilingual });

/** What who pressed it sees: names of the desk stay inside. */
export const MySos = z.object({
  sosId: Id, kind: SosKind, state: z.enum(sosStates), openedAt: Instant, acknowledgedAt: Instant.nullable(), closedAt: Instant.nullable(), orderNo: z.string().nullable(),
  isPlaceKept: z.boolean(), isContactTold: z.boolean(), words: Bilingual,
}).meta({ id: 'MySos' });
export const EmergencyContact = z.object({ name: z.string(), relation: z.string(), maskedPhone: z.string(), isTold: z.boolean().meta({ description: 'Whether she agrees that the desk tells this person when she calls for help' }), agreedAt: Instant.nullable() }).meta({ id: 'EmergencyContact' });

export const SosAlarm = z.object({
  sosId: Id, ticketId: Id, ticketNo: z.string(), kind: SosKind, side: z.enum(['worker', 'family', 'other']), state: z.enum(sosStates), personId: Id, personName: z.string(), openedAt: Instant, madeAt: Instant.meta({ description: 'When the button was pressed by the phone’s clock, at most 72 h ago: later than this without a network' }),
  level: z.int().meta({ description: '1 on call, 2 second and all agents, 3 everybody: the end of the chain' }), nextLevelAt: Instant.nullable(), pressedTimes: z.int(), acknowledgedAt: Instant.nullable(), acknowledgedByName: z.string().nullable(), orderId: Id.nullable(), orderNo: z.string().nullable(), estateName: z.string().nullable(),
}).meta({ id: 'SosAlarm' });
export const SosView = SosAlarm.extend({
  words: z.string(), maskedPhone: z.string(), workerId: Id.nullable(), workerName: z.string().nullable(), familyName: z.string().nullable(), address: z.string().nullable(), home: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  place: z.object({ lon: z.number(), lat: z.number(), at: Instant, isDoubtful: z.boolean(), metersFromHome: z.int().nullable() }).nullable().meta({ description: 'Rounded to about a hundred metres; forgotten by rule after the alarm is closed' }),
  contact: z.object({ name: z.string(), relation: z.string(), mayBeTold: z.boolean(), toldAt: Instant.nullable() }).nullable(), told: z.array(z.object({ level: z.int(), name: z.string(), at: Instant, isRung: z.boolean() })),
  outcome: z.enum(sosOutcomes).nullable(), visit: z.enum(visitVerdicts).nullable(), resolution: z.string(), closedAt: Instant.nullable(), closedByName: z.string().nullable(), steps: z.array(SosStep),
}).meta({ id: 'SosView' });
export const Shift = z.object({ shiftId: Id, personId: Id, personName: z.string(), rank: z.int(), fromAt: Instant, untilAt: Instant, note: z.string() }).meta({ id: 'DutyShift' });
export const Roster = z.object({
  shifts: z.array(Shift), gaps: z.array(z.object({ fromAt: Instant, untilAt: Instant })), now: z.array(z.object({ personId: Id, personName: z.string(), rank: z.int() })), isFallback: z.boolean().meta({ description: 'Nobody is on call now: all agents of the city are' }),
  people: z.array(z.object({ personId: Id, name: z.string(), roles: z.array(z.string()) })),
}).meta({ id: 'DutyRoster' });

const desk = ['agent', 'dispatcher', 'operator'] as const;
const watch = [...desk, 'auditor'] as const;
const SosRef = z.object({ sosId: Id });
const known = ['support.sos_unknown'] as const;

/** Calls for help and who answers them. */
export const sosEndpoints = {
  raiseSos: command({
    path: '/api/sos', who: 'signedIn', summary: 'Call for help: an alarm at the desk at once. Pressed again it stays one alarm; a visit that is not hers or a strange position never keep it from being raised',
    input: z.object({
      clientId: z.string().min(8).max(64).meta({ description: 'Made on the phone: the same again, also hours later, is the same alarm' }), kind: SosKind, words: Note(200).default(''), orderId: Id.optional(), madeAt: Instant.optional(),
      lon: z.number().optional().meta({ description: 'Only if she gives it' }), lat: z.number().optional(),
    }),
    output: MySos,
  }),
  mySos: query({ path: '/api/my/sos', who: 'signedIn', summary: 'My alarm while it is not closed (or the last one for a day), and whom the desk may tell', input: z.object({}), output: z.object({ alarm: MySos.nullable(), contact: EmergencyContact.nullable() }) }),
  sayOnSos: command({ path: '/api/my/sos/:sosId/say', who: 'signedIn', summary: 'Say that one is safe, or pressed by mistake; a person still rings', input: SosRef.extend({ what: z.enum(['safe', 'mistake']) }), output: MySos, refusals: [...known, 'support.sos_over'] }),
  setEmergencyContact: command({ path: '/api/my/emergency-contact', who: 'signedIn', summary: 'Name somebody for emergencies; told only with `isTold`', input: z.object({ name: Text(20), relation: Note(20).default(''), phone: Phone, isTold: z.boolean() }), output: EmergencyContact }),
  removeEmergencyContact: command({ path: '/api/my/emergency-contact/remove', who: 'signedIn', summary: 'Forget the emergency contact', input: z.object({}), output: Done }),

  listSos: query({ path: '/api/sos', who: watch, summary: 'Alarms: those not closed, nobody’s first; or the closed ones, newest first', input: z.object({ state: z.enum(['live', 'closed']).default('live'), ...Page }), output: pageOf(SosAlarm).extend({ onCall: z.array(z.string()), isFallback: z.boolean() }) }),
  getSos: query({ path: '/api/sos/:sosId', who: watch, summary: 'One alarm with person, home, place and steps', input: SosRef, output: SosView, refusals: known }),
  acknowledgeSos: command({ path: '/api/sos/:sosId/acknowledge', who: desk, summary: 'Take the alarm: the first who says so has it', input: SosRef, output: SosView, refusals: [...known, 'support.sos_taken', 'support.sos_over'] }),
  noteSos: command({ path: '/api/sos/:sosId/note', who: desk, summary: 'Write down what was done', input: SosRef.extend({ words: Text(500) }), output: SosView, refusals: [...known, 'support.sos_over'] }),
  callOnSos: command({ path: '/api/sos/:sosId/call', who: desk, summary: 'Ring who called for help, or the other side of the visit, through a masked number', input: SosRef.extend({ whom: z.enum(['raiser', 'family', 'worker']) }), output: z.object({ dialNumber: z.string() }), refusals: [...known, 'support.sos_no_visit'] }),
  tellSosContact: command({ path: '/api/sos/:sosId/contact', who: desk, summary: 'Tell the emergency contact, only where the person agreed to it', input: SosRef, output: SosView, refusals: [...known, 'support.sos_over', 'support.contact_missing', 'support.contact_no_consent'] }),
  closeSos: command({
    path: '/api/sos/:sosId/close', who: desk, summary: 'Close an acknowledged alarm with its outcome; a false alarm leaves no mark',
    input: SosRef.extend({ outcome: z.enum(sosOutcomes), words: Text(500), visit: z.enum(visitVerdicts).optional().meta({ description: 'Needed where a worker raised it on a visit: `excused` keeps her record and pay, `usual` lets the ordinary rules go on' }) }),
    output: SosView, refusals: [...known, 'support.sos_over', 'support.sos_not_acknowledged', 'support.sos_visit_undecided'],
  }),
  dutyRoster: query({ path: '/api/duty', who: watch, summary: 'Who is on call when, and the hours nobody is', input: z.object({ from: Instant.optional(), days: z.coerce.number().int().min(1).max(31).default(7) }), output: Roster }),
  addShift: command({ path: '/api/duty', who: ['dispatcher', 'operator'], summary: 'Put somebody of the desk on call', input: z.object({ personId: Id, rank: z.int().min(1).max(2), fromAt: Instant, untilAt: Instant, note: Note(100).default('') }), output: Shift, refusals: ['support.shift_order', 'support.shift_past', 'support.shift_long', 'support.shift_overlap', 'support.shift_person'] }),
  removeShift: command({ path: '/api/duty/:shiftId/remove', who: ['dispatcher', 'operator'], summary: 'Take somebody off the roster; a shift that runs ends now', input: z.object({ shiftId: Id }), output: Done, refusals: ['support.shift_unknown', 'support.shift_past'] }),
};
