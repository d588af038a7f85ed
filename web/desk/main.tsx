import { api } from '../shared/api.ts';
import { readToken } from '../shared/session.ts';
import { startApp } from '../shared/start.tsx';
import { App } from './routes.tsx';

startApp(<App />, (queries) => {
  // The board's two answers and its map take longest: they are under way while the frame is drawn. Whom they are refused, the sign-in tells.
  if (readToken() === null || !/^\/desk\/?$/.test(location.pathname)) return;
  void queries.prefetchQuery({ queryKey: ['insights', 'board'], queryFn: () => api.insights.board({}), meta: { live: true } });
  void queries.prefetchQuery({ queryKey: ['dispatch', 'liveMap', ''], queryFn: () => api.dispatch.liveMap({}), meta: { live: ['worker.moved', 'worker', 'order', 'offer'] } });
  import('../shared/map/city-map-canvas.tsx').catch(() => undefined);
});
