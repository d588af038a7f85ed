import { api, type View } from '../../shared/api.ts';
import { usePages, useView } from '../../shared/use-view.ts';

export type Course = View<'courses', 'listCourses'>['items'][number];
export type Cohort = View<'courses', 'listCohorts'>['items'][number];
export const cohortTones = { planned: 'warm', running: 'sky', finished: 'jade', cancelled: 'grey' } as const satisfies Record<Cohort['state'], string>;
export const useCourses = (q: string) => usePages(['courses', 'listCourses', q], (cursor) => api.courses.listCourses({ ...(q && { q }), ...(cursor && { cursor }) }), { live: ['course', 'cohort'] });
export const useRooms = () => useView(['courses', 'listRooms'], () => api.courses.listRooms({}), { live: ['room', 'course'], staleSeconds: 60 });
export const useTrainers = () => useView(['courses', 'listTrainers'], () => api.courses.listTrainers({}), { live: false, staleSeconds: 60 });
