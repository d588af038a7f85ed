import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { MannerQuestions } from '../../shared/manner/manner.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { wishesText } from '../wishes/wishes.text.ts';
import { SignInFirst } from './sign-in-first.tsx';

/** The manner my household would like in a worker: ten statements, voluntary. */
export default function MannerPage() {
  const { t } = useText(wishesText);
  return <Frame title={t('mannerTitle')} back="/me" width="reading"><SignInFirst><Questions /></SignInFirst></Frame>;
}

function Questions() {
  const manner = useView(['accounts', 'myManner'], () => api.accounts.myManner({}), { live: false, staleSeconds: 60 });
  return <MannerQuestions of={manner} about="wish" calls={{ set: api.accounts.setManner, forget: api.accounts.forgetManner }} />;
}
