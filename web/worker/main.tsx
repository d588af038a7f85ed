import { startApp } from '../shared/start.tsx';
import { App } from './routes.tsx';
import './worker.css';

startApp(<App />);
