import { SkeletonScreen } from '../shared/kit/index.ts';
import { startApp } from '../shared/start.tsx';
import { RequireSession } from '../shared/use-session.tsx';

startApp(<RequireSession><SkeletonScreen /></RequireSession>);
