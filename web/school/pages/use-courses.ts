import { api, type View } from '../../shared/api.ts';
import { usePages, useView } from '../../shared/use-view.ts';

export type Course = View<'courses', 'listCourses'>['items'][number];
export type Cohort = View<'courses', 'listCohorts'>['items'][number];
export type ServiceFamily = NonNullable<Course['family']>;
export const cohortTones = { planned: 'warm', running: 'sky', finished: 'jade', cancelled: 'grey' } as const satisfies Record<Cohort['state'], string>;
export const useCourses = (q: string, family: ServiceFamily | null) => usePages(['courses', 'listCourses', q, family], (cursor) => api.courses.listCourses({ ...(q && { q }), ...(family && { family }), ...(cursor && { cursor }) }), { live: ['course', 'cohort'] });
/** The kinds of work there are services for, with their names. */
export const useServiceFamilies = () => useView(['catalog', 'families'], async () => (await api.catalog.listItems({})).families, { live: false, staleSeconds: 3600 });
export const useRooms = () => useView(['courses', 'listRooms'], () => api.courses.listRooms({}), { live: ['room', 'course'], staleSeconds: 60 });
export const useTrainers = () => useView(['courses', 'listTrainers'], () => api.courses.listTrainers({}), { live: false, staleSeconds: 60 });
