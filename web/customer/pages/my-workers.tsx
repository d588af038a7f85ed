import { Heart, HeartOff, RefreshCw, SlidersHorizontal, Undo2 } from 'lucide-react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, Button, ButtonLink, Card, EmptyState, Faces, List, Row, SectionTitle, Stars } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { text } from '../text.ts';
import { type Wish, useWish, useWishes } from '../wishes/use-wishes.ts';
import css from '../wishes/wishes.module.css';
import { wishesText } from '../wishes/wishes.text.ts';
import { SignInFirst } from './sign-in-first.tsx';

type Order = View<'orders', 'list'>['items'][number];

/** Whom my household likes to see again, and whom not. */
export default function MyWorkers() {
  const { t } = useText(wishesText);
  return <Frame title={t('title')} back="/me" width="reading"><SignInFirst><Lists /></SignInFirst></Frame>;
}

function Lists() {
  const { t } = useText(wishesText);
  const wishes = useWishes();
  const done = useView(['orders', 'list', 'done', 'for-wishes'], () => api.orders.list({ filter: 'done', limit: 100 }), { live: ['order'], staleSeconds: 60 });
  const lastWith = (workerId: string): Order | null => done.value?.items.find((order) => order.workerId === workerId) ?? null;
  return (
    <Faces of={wishes}>
      {({ items }) => {
        const favourites = items.filter(({ kind }) => kind === 'favourite');
        const blocked = items.filter(({ kind }) => kind === 'blocked');
        return (
          <div className={css.stack}>
            <List><Row href="/me/manner" start={<SlidersHorizontal size={21} strokeWidth={1.8} color="var(--jade-600)" aria-hidden="true" />} title={t('mannerTitle')} note={t('mannerNote')} /></List>
            <SectionTitle>{t('favourites')}</SectionTitle>
            {favourites.length === 0 ? <EmptyState title={t('emptyTitle')} art="calm" action={<ButtonLink href="/orders" kind="secondary">{t('emptyAction')}</ButtonLink>}>{t('emptyLead')}</EmptyState> : favourites.map((wish) => <Favourite key={wish.worker.workerId} wish={wish} last={lastWith(wish.worker.workerId)} />)}
            {blocked.length === 0 ? null : <><SectionTitle>{t('blocked')}</SectionTitle><p className={css.soft}>{t('blockedLead')}</p>{blocked.map((wish) => <Blocked key={wish.worker.workerId} wish={wish} />)}</>}
          </div>
        );
      }}
    </Faces>
  );
}

/** One tap books her as the last time; who has not been here yet is booked from her page. */
function Favourite({ wish: { worker }, last }: { wish: Wish; last: Order | null }) {
  const { t, say } = useText(wishesText);
  const common = useText(text);
  const { day } = useFormat();
  const { choose, isRunning } = useWish(worker);
  return (
    <Card>
      <Link href={`/workers/${worker.workerId}`} className={css.person}>
        <Avatar name={worker.name} photo={worker.photo} sizePixels={52} />
        <span>
          <b>{worker.name}</b>
          <span className={css.facts}><Stars rating={worker.rating} count={worker.ratingCount} sizePixels={14} /><span>{common.t('levelOf', { level: worker.level })}</span><span>{common.t('visitsDone', { count: worker.visitsDone })}</span></span>
          {last?.startAt ? <small>{t('last', { item: say(last.itemName), day: day(last.startAt) })}</small> : null}
        </span>
        <Heart size={20} fill="var(--apricot-600)" color="var(--apricot-600)" aria-hidden="true" />
      </Link>
      <div className={css.acts}>
        {last ? <ButtonLink href={`/book/${last.itemId}?again=${last.orderId}`} icon={<RefreshCw size={18} />} data-testid="wish-rebook">{t('again')}</ButtonLink> : <ButtonLink href={`/workers/${worker.workerId}`} kind="secondary">{t('chooseService')}</ButtonLink>}
        <Button kind="quiet" icon={<HeartOff size={18} />} disabled={isRunning} onClick={() => void choose('none')}>{t('remove')}</Button>
      </div>
    </Card>
  );
}

function Blocked({ wish: { worker, reason, setAt } }: { wish: Wish }) {
  const { t } = useText(wishesText);
  const { day } = useFormat();
  const { choose, isRunning } = useWish(worker);
  return (
    <Card>
      <div className={css.person}>
        <Avatar name={worker.name} photo={worker.photo} sizePixels={44} />
        <span><b>{worker.name}</b><small>{t('since', { day: day(setAt) })}</small>{reason ? <small>{t('reason', { reason })}</small> : null}</span>
        <Button kind="secondary" icon={<Undo2 size={18} />} disabled={isRunning} data-testid="wish-unblock" onClick={() => void choose('none')}>{t('takeBack')}</Button>
      </div>
    </Card>
  );
}
