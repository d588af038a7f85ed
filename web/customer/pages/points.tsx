import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, List, Notice, Row, SectionTitle, SkeletonScreen } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { RequireSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { text } from '../text.ts';
import { memberText } from '../wallet/member.text.ts';
import css from '../wallet/wallet.module.css';

/** Points: how many, what they are worth, what lapses, and each movement. */
export default function PointsPage() {
  const common = useText(text);
  return <RequireSession title={common.t('loginFirst')} lead={common.t('loginLead')}><Page /></RequireSession>;
}

function Page() {
  const { t, say } = useText(memberText);
  const { day, instant } = useFormat();
  const points = useView(['benefits', 'points'], () => api.benefits.points({}), { live: ['order', 'points'] });
  return (
    <Frame title={t('points')} back="/me/wallet">
      <Faces of={points} loading={<SkeletonScreen />}>
        {(found) => (
          <>
            <section className={css.hero} data-testid="points"><small>{t('points')}</small><b>{found.points.toLocaleString('en-US')}</b><span>{say(found.words)}</span></section>
            {found.expiring ? <Notice tone="warm">{t('expiring', { points: found.expiring.points, day: day(found.expiring.lastDay) })}</Notice> : null}
            <SectionTitle>{t('movements')}</SectionTitle>
            {found.movements.length === 0 ? <EmptyState title={t('noPoints')} art="calm">{t('noPointsLead')}</EmptyState> : <List>{found.movements.map((one) => <Row key={one.postingId} title={say(one.words)} note={instant(one.at)} end={`${one.points > 0 ? '+' : ''}${one.points}`} {...(one.orderId && { href: `/orders/${one.orderId}` })} />)}</List>}
          </>
        )}
      </Faces>
    </Frame>
  );
}
