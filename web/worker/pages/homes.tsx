import { useText } from '../../shared/i18n.ts';
import { Button, Card, EmptyState, Faces, Screen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useResume } from '../match/decline-home.tsx';
import css from '../match/match.module.css';
import { matchText } from '../match/match.text.ts';
import { type DeclinedHome, useDeclinedHomes } from '../match/use-match.ts';

/** Households she does not go to any more, each to be taken back. */
export default function HomesPage() {
  const { t } = useText(matchText);
  return (
    <Screen title={t('homes')} back="/me">
      <Faces of={useDeclinedHomes()} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('homesEmpty')} art="calm">{t('homesEmptyLead')}</EmptyState>}>
        {({ items }) => <div className={css.stack}><p className={css.soft}>{t('homesLead')}</p>{items.map((home) => <Home key={home.orderId} home={home} />)}</div>}
      </Faces>
    </Screen>
  );
}

function Home({ home }: { home: DeclinedHome }) {
  const { t } = useText(matchText);
  const { day } = useFormat();
  const resume = useResume();
  return (
    <Card title={`${home.estateName} · ${home.householdName}`} aside={t('since', { day: day(home.setAt) })}>
      <p className={css.words}>{t('declinedReason', { reason: home.reason })}</p>
      <Button kind="secondary" isWide isBusy={resume.isRunning} data-testid="home-resume" onClick={() => void resume.run({ orderId: home.orderId })}>{t('takeBack')}</Button>
    </Card>
  );
}
