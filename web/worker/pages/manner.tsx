import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Screen } from '../../shared/kit/index.ts';
import { MannerQuestions } from '../../shared/manner/manner.tsx';
import { matchText } from '../match/match.text.ts';
import { useManner } from '../match/use-match.ts';

/** The ten statements about herself. */
export default function MannerPage() {
  const { t } = useText(matchText);
  return <Screen title={t('mannerTitle')} back="/me/matching"><MannerQuestions of={useManner()} about="self" calls={{ set: api.workers.setManner, forget: api.workers.forgetManner }} /></Screen>;
}
