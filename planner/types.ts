/**
 * What the planner is told and what it answers. Plain data: a caller builds it from its own tables, the planner only reads it.
 * Units: instants are epoch milliseconds, spans are half-open, distances are metres in a straight line, travel is seconds.
 */
export type Point = { lon: number; lat: number };
export type Span = { startAt: number; endAt: number };
export type TravelMode = 'walk' | 'ebike' | 'bus' | 'car';
export type HealthClass = 'A' | 'B' | 'C' | 'D';
export type Bilingual = { zh: string; en: string };

/** `validUntil` is any instant on the last day the paper is good for (not the midnight after it). */
export type Paper = { kind: string; healthClass?: HealthClass | null; validUntil: number };
/** A live hold or visit: this time is taken and the worker stands at `at` when it ends. */
export type Commitment = Span & { at: Point; id: string };

export type WorkerView = {
  workerId: string;
  name?: string;
  merchantId: string | null;
  home: Point;
  /** Last known live position; read only for needs that start within two hours of `now`. */
  position?: Point | null;
  travelMode: TravelMode;
  travelRadiusMeters: number;
  /** Skill code → level 1..5. */
  skills: Record<string, number>;
  /** Skills that may not be used at present though she has them, with the reason: a certificate that waits for retraining, say. */
  heldSkills?: Readonly<Record<string, Bilingual>>;
  papers: Paper[];
  admitted: boolean;
  /** The families of work whose admission checks all hold today; without it none is asked about. */
  families?: readonly string[];
  /** The safety code of today; red is sent nowhere, for the reason given. */
  safety?: { colour: 'green' | 'yellow' | 'red'; reason: Bilingual | null };
  isOnline: boolean;
  /** Concrete spans that cover the asked days; touching spans count as one. */
  availability: Span[];
  /** Sorted by startAt (others are sorted on a copy); an overrun visit may overlap the next one. */
  commitments: Commitment[];
  maxMinutesPerDay: number;
  /** Most service minutes from Monday to Sunday; without it there is no limit. */
  maxMinutesPerWeek?: number;
  /** Unbroken minutes between the last visit of one working day and the first of another; without it none are asked for. */
  restMinutes?: number;
  /** What counts towards hours and rest without being a commitment: finished visits, and claims on the days around. Sorted by startAt. */
  alsoCounted?: readonly (Span & { id: string })[];
  /** Mean of the reviews 0..5 (recent ones may weigh more); any number while `ratingCount` is 0. */
  rating: number;
  /** How many reviews stand behind it, old ones for less: need not be whole. */
  ratingCount: number;
  acceptance: { accepted: number; refusedUnexcused: number };
  /** 'baby', 'pet', 'elder', 'house'. */
  homeSceneSkills: string[];
  /** What the worker cannot be near: 'cat', 'dog', 'smoke', 'perfume', 'flowers'. */
  allergies?: readonly string[];
  /** What the worker brings along, in the same codes (who smokes, keeps a cat, …). */
  habits?: readonly string[];
  /** From the questionnaire, if answered and consented. */
  traits?: Traits | null;
  /** Every minute worked or committed today, finished visits included; read only where `alsoCounted` is not given. Other days are read from `commitments`. */
  minutesToday: number;
  visitsDone: number;
  /** Ladder 0..5; 0 has not reached the first level. */
  level: number;
};

export type Need = {
  startAt: number;
  durationMinutes: number;
  at: Point;
  requiredSkills: { skill: string; level: number }[];
  requiredPapers: string[];
  healthClass: HealthClass;
  /** The family of work this visit belongs to; without it admission in general is enough. */
  family?: string;
  homeScene: { hasBaby: boolean; hasPet: boolean; hasElder: boolean; homeType: 'flat' | 'house' };
  /** What is in the home that some cannot be near, and what somebody living there cannot be near; codes as in `WorkerView.allergies`. */
  allergens?: readonly string[];
  sensitivities?: readonly string[];
  /** The manner the household wishes, if it has answered. */
  wishedTraits?: Traits | null;
  territoryMerchantId: string | null;
  /** Shown in the territory reason; without it the reason speaks of the district's merchant. */
  territoryMerchantName?: string;
  preferredWorkerIds: string[];
  servedBeforeWorkerIds: string[];
  blockedWorkerIds: string[];
  /** The worker whose time is held for this very order: the promise stands against territory. */
  heldWorkerId?: string | null;
  refusedWorkerIds: string[];
  /** Merchants that take no more on some local days (a merchant on trial has a daily limit): merchant id → days counted from 1 January 1970. */
  fullMerchantDays?: Readonly<Record<string, readonly number[]>>;
  /** Commitments that are this very order (its hold, or the visit being moved): they do not stand in its way. */
  ownCommitmentIds?: string[];
};
export type NeedWithoutStart = Omit<Need, 'startAt'>;

export type Trait = 'extraversion' | 'agreeableness' | 'conscientiousness' | 'stability' | 'openness';
/** Each 1..7. */
export type Traits = Record<Trait, number>;

/** Nine dimensions of the match, and two terms that look at the platform's duty: even work and a floor for newcomers. */
export type DimensionKey = 'skill' | 'papers' | 'route' | 'time' | 'rating' | 'willingness' | 'scene' | 'personality' | 'continuity' | 'fairness' | 'newcomer';
export type Weights = Record<DimensionKey, number>;
/**
 * `score` 0..1; `weight` is the share it had (all shares sum to 1). `reason` speaks to the household or of the worker; where it would
 * sound wrong to her, `toWorker` says the same to her.
 */
export type Dimension = { key: string; score: number; weight: number; reason: Bilingual; toWorker?: Bilingual };
export type Blocker = { rule: string; reason: Bilingual };
/**
 * `score` 0..100 = Σ weight × score × 100. `travelIn…` from where the worker comes from (previous stop, live position or home);
 * `addedSeconds` is the travel this visit adds to the day. `previousId`, `nextId`: its neighbours among the commitments.
 */
export type Candidate = {
  workerId: string; score: number; dimensions: Dimension[];
  travelInMeters: number; travelInSeconds: number; addedSeconds: number;
  previousId: string | null; nextId: string | null;
};
/** Scores (0..1, four places) in the order of `dimensionKeys`. */
export type FieldRow = { workerId: string; scores: number[] };
export type Blocked = { workerId: string; blockers: Blocker[] };

/** Names shown in reasons, by code; a code without a name is shown as it is. */
export type Labels = { skills?: Record<string, Bilingual>; papers?: Record<string, Bilingual>; allergens?: Record<string, Bilingual> };

export type PlanningOptions = {
  weights?: Weights;
  /** How many candidates to return, best first; the rest are feasible but not written out. */
  limit?: number;
  /** Also answer every feasible candidate's bare scores (`field`), so that the decision can be taken again under other weights. */
  withField?: boolean;
  /** How many blocked workers to write out, the nearest to possible first. 0 = none: for automatic dispatch, which asks no why-not. */
  blockedLimit?: number;
  /** The moment of asking. Without it nobody is refused for being offline or too far to arrive from now, and `minutesToday` counts for any day. */
  now?: number;
  /** Minutes east of UTC of the clock people read. Default 480 (Asia/Shanghai, no summer time). */
  zoneOffsetMinutes?: number;
  labels?: Labels;
};
/** With `pool`, territory and fairness are judged against these workers, exactly as `rankCandidates` does. */
export type ExplainOptions = PlanningOptions & { pool?: readonly WorkerView[] };
export type Grid = { from: number; to: number; stepMinutes: number };
export type FreeStart = { startAt: number; workerIds: string[] };

/** A caller's mistake, named: `field` says which value, the message shows it. */
export class PlannerInputError extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.name = 'PlannerInputError';
    this.field = field;
  }
}
