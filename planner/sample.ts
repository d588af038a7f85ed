/** Made-up people and needs for tests and the bench: Sunday 22 November 2026 in Urumqi, every worker willing and able unless told otherwise. */
import type { Commitment, Need, Point, TravelMode, WorkerView } from './types.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** An instant by the wall clock of Urumqi (UTC+8); hours past 24 are the next day. */
export const at = (hour: number, minute = 0, day = 22): number => Date.UTC(2026, 10, day) - 8 * HOUR + hour * HOUR + minute * MINUTE;

export const square: Point = { lon: 87.6177, lat: 43.7928 };
/** A point so many metres east and north of the square. */
export const offset = (east: number, north = 0): Point => ({
  lon: square.lon + east / (111_195 * Math.cos(square.lat * Math.PI / 180)), lat: square.lat + north / 111_195,
});

export const need = (change: Partial<Need> = {}): Need => ({
  startAt: at(14), durationMinutes: 180, at: square, requiredSkills: [{ skill: 'cleaning', level: 2 }], requiredPapers: ['healthCertificate'],
  healthClass: 'A', homeScene: { hasBaby: false, hasPet: false, hasElder: false, homeType: 'flat' }, territoryMerchantId: null,
  preferredWorkerIds: [], servedBeforeWorkerIds: [], blockedWorkerIds: [], refusedWorkerIds: [], ...change,
});

export const worker = (change: Partial<WorkerView> = {}): WorkerView => ({
  workerId: 'wrk_1', merchantId: 'mer_1', home: offset(1200), position: null, travelMode: 'ebike', travelRadiusMeters: 3000,
  skills: { cleaning: 3 }, papers: [{ kind: 'healthCertificate', healthClass: 'A', validUntil: at(12, 0, 30) }],
  admitted: true, isOnline: true, availability: [{ startAt: at(8), endAt: at(20) }], commitments: [],
  maxMinutesPerDay: 480, rating: 4.8, ratingCount: 32, acceptance: { accepted: 18, refusedUnexcused: 2 }, homeSceneSkills: [],
  minutesToday: 0, visitsDone: 40, level: 3, ...change,
});

export const visit = (startAt: number, endAt: number, place: Point = square, id = `vis_${startAt}`): Commitment => ({ id, startAt, endAt, at: place });

/** mulberry32: a small seeded source, so that a bench or a failing case can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const MODES: readonly TravelMode[] = ['walk', 'ebike', 'bus', 'car'];

/** A city's workers over `days` days, `perDay` commitments each between 8:00 and 22:00, in a square of 16 km. */
export function city(random: () => number, workerCount: number, perDay: number, days = 1): WorkerView[] {
  const place = (): Point => offset((random() - 0.5) * 16_000, (random() - 0.5) * 16_000);
  return Array.from({ length: workerCount }, (_, index) => {
    const commitments: Commitment[] = [];
    const availability = [];
    for (let day = 22; day < 22 + days; day++) {
      availability.push({ startAt: at(8, 0, day), endAt: at(22, 0, day) });
      const slot = 14 * 60 / perDay;
      for (let k = 0; k < perDay; k++) {
        const startAt = at(8, 0, day) + Math.floor(slot * k + random() * slot * 0.35) * MINUTE;
        commitments.push(visit(startAt, startAt + Math.floor(slot * (0.25 + random() * 0.3)) * MINUTE, place(), `vis_${index}_${day}_${k}`));
      }
    }
    return worker({
      workerId: `wrk_${String(index).padStart(5, '0')}`, merchantId: `mer_${index % 12}`, home: place(), travelMode: MODES[index % 4]!,
      travelRadiusMeters: 3000 + random() * 9000, skills: random() < 0.85 ? { cleaning: 1 + Math.floor(random() * 5) } : {},
      availability, commitments, maxMinutesPerDay: 720, rating: 4 + random(), ratingCount: Math.floor(random() * 200),
      acceptance: { accepted: Math.floor(random() * 80), refusedUnexcused: Math.floor(random() * 10) }, visitsDone: Math.floor(random() * 300),
      homeSceneSkills: random() < 0.5 ? ['elder'] : ['baby', 'pet'], admitted: random() < 0.97,
    });
  });
}
