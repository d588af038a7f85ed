import { startApp } from '../shared/start.tsx';
import { App } from './routes.tsx';

startApp(<App />);
