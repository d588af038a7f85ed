import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cityRoles } from './roles.ts';
import { Bilingual, Can, Day, Id, Instant, Note, Page, Text, pageOf } from './shapes.ts';

export const MentorPair = z.object({
  pairId: Id, mentorId: Id, mentorName: z.string(), traineeId: Id, traineeName: z.string(), madeAt: Instant, madeByName: z.string(), endedAt: Instant.nullable(), endWords: z.string(), sessionCount: z.int(), minutes: z.int(), can: Can,
}).meta({ id: 'MentorPair' });
export const CoachedSession = z.object({
  sessionId: Id, pairId: Id, mentorId: Id, mentorName: z.string(), traineeId: Id, traineeName: z.string(), day: Day, minutes: z.int(), about: z.string(), recordedAt: Instant, state: z.enum(['waiting', 'confirmed', 'refused']),
  answeredAt: Instant.nullable(), answerWords: z.string(), words: Bilingual, can: Can,
}).meta({ id: 'CoachedSession' });

/** Mentors and whom they coach; part of training's calls. */
export const mentoring = {
  pairMentor: command({
    path: '/api/mentor-pairs', who: ['operator'], summary: 'A mentor takes a newcomer along: it takes a mentor certificate in force, at most three newcomers each', input: z.object({ mentorId: Id, traineeId: Id }), output: MentorPair,
    refusals: ['workers.worker_unknown', 'training.mentor_uncertified', 'training.mentor_self', 'training.mentor_full', 'training.trainee_paired'],
  }),
  endMentorPair: command({ path: '/api/mentor-pairs/:pairId/end', who: ['operator'], summary: 'The pair is over', input: z.object({ pairId: Id, words: Note(200).default('') }), output: MentorPair, refusals: ['training.pair_unknown', 'training.pair_over'] }),
  mentorPairs: query({ path: '/api/mentor-pairs', who: cityRoles, summary: 'Pairs, newest first', input: z.object({ workerId: Id.optional(), isLive: z.enum(['true', 'false']).optional(), ...Page }), output: pageOf(MentorPair) }),
  myMentoring: query({ path: '/api/work/mentoring', who: ['worker'], summary: 'Whom I coach, who coaches me, and our sessions', input: z.object({}), output: z.object({ pairs: z.array(MentorPair), sessions: z.array(CoachedSession) }) }),
  recordCoaching: command({
    path: '/api/work/coaching', who: ['worker'], summary: 'I coached my newcomer today; it counts once she has confirmed it, one session a day each', input: z.object({ pairId: Id, day: Day, minutes: z.int().min(30).max(240), about: Text(200) }), output: CoachedSession,
    refusals: ['training.pair_unknown', 'training.pair_over', 'training.coached_already', 'training.coaching_day_wrong', 'training.mentor_uncertified'],
  }),
  answerCoaching: command({
    path: '/api/work/coaching/:sessionId/answer', who: ['worker'], summary: 'My mentor did, or did not', input: z.object({ sessionId: Id, isConfirmed: z.boolean(), words: Note(200).default('') }), output: CoachedSession, refusals: ['training.session_unknown', 'training.session_over'],
  }),
};
