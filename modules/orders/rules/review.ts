/** The mean of the three dimensions, 1–5. */
export const averageOf = (stars: { skill: number; communication: number; attitude: number }): number => (stars.skill + stars.communication + stars.attitude) / 3;

/**
 * Whether a review comes from a neighbour: this worker has served another household of the reviewer's estate, or lives in that
 * estate. Neighbours know what others told of her and will meet her again, so their word weighs more.
 */
export const isNeighbourReview = (about: { otherHouseholdsServedInEstate: number; estateName: string; workerHomeArea: string }): boolean =>
  about.otherHouseholdsServedInEstate > 0 || (about.estateName !== '' && about.estateName === about.workerHomeArea);

/** How much a review weighs in the worker's rating; `neighbourWeight` is a setting of the city (1.5 unless changed). */
export const reviewWeight = (isNeighbour: boolean, neighbourWeight: number): number => (isNeighbour ? neighbourWeight : 1);
