import { startApp } from '../shared/start.tsx';
import { App } from './routes.tsx';
import './antd.css';

startApp(<App />);
