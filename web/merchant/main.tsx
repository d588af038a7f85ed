import { SignIn } from '../shared/sign-in.tsx';
import { startApp } from '../shared/start.tsx';

startApp(<SignIn />);
