import { startApp } from '../shared/start.tsx';
import './learn.css';
import { App } from './routes.tsx';

startApp(<App />);
