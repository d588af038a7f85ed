import { Scale, SlidersHorizontal, UserRoundX } from 'lucide-react';
import { useText } from '../../shared/i18n.ts';
import { List, Row, SectionTitle } from '../../shared/kit/index.ts';
import { matchText } from './match.text.ts';
import { useDeclinedHomes } from './use-match.ts';

/** The way from "me" to what dispatch knows of her and how it decides. */
export function MatchRows() {
  const { t } = useText(matchText);
  const homes = useDeclinedHomes();
  const icon = (Icon: typeof Scale) => <Icon size={24} strokeWidth={1.8} color="var(--jade-600)" aria-hidden="true" />;
  const count = homes.value?.items.length ?? 0;
  return (
    <>
      <SectionTitle>{t('group')}</SectionTitle>
      <List>
        <Row href="/me/matching" start={icon(SlidersHorizontal)} title={t('matching')} note={t('matchingNote')} />
        <Row href="/me/formula" start={icon(Scale)} title={t('formula')} note={t('formulaNote')} />
        <Row href="/me/homes" start={icon(UserRoundX)} title={t('homes')} note={count > 0 ? t('homesNote', { count }) : t('homesNone')} />
      </List>
    </>
  );
}
