import { BadgeCheck, BadgeX, Clock3, Phone, ShieldAlert, ShieldCheck } from 'lucide-react';
import { useSearchParams } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Avatar, Button, ButtonLink, Card, Notice, SkeletonScreen, Stars, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import css from './verify.module.css';
import { PublicPage } from './verify.tsx';
import { scanCardText } from './scan-card.text.ts';

type Scan = View<'workers', 'scanCard'>;

/** What a door card shows to whoever scans it; the family she is sent to is told that she is the one. */
export default function ScanCard() {
  const { t } = useText(scanCardText);
  const [params] = useSearchParams();
  const token = params.get('t') ?? '';
  const { me, isSignedIn, askSignIn } = useSession();
  // One reading per look: who is signed in decides what is said, so it waits until that is known.
  const isKnown = !isSignedIn || me !== undefined;
  const scan = useView(['workers', 'scanCard', token, me?.personId ?? ''], () => api.workers.scanCard({ token }), { isReady: token !== '' && isKnown, live: false, staleSeconds: 3600, isKept: false });
  const city = useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });
  const hotline = city.value?.hotline ?? '';
  const call = <Button kind="secondary" isWide icon={<Phone size={19} aria-hidden="true" />} onClick={() => location.assign(`tel:${hotline}`)}>{t('call')} {hotline}</Button>;
  return (
    <PublicPage title={t('title')}>
      {token === '' ? <Notice tone="sky">{t('noToken')}</Notice> : scan.value ? <Body of={scan.value} /> : scan.refusal ? (
        <><section className={css.verdict} data-tone="danger" data-testid="scan-verdict"><BadgeX size={52} strokeWidth={1.7} aria-hidden="true" /><span><b>{t('wrong')}</b>{t('wrongLead')}</span></section></>
      ) : <SkeletonScreen />}
      {scan.value?.isValid && !isSignedIn ? <Button isWide onClick={() => void askSignIn()}>{t('signIn')}</Button> : null}
      {call}
    </PublicPage>
  );
}

function Body({ of }: { of: Scan }) {
  const { t, say } = useText(scanCardText);
  const { day, time, instant } = useFormat();
  const { shown, expected } = of;
  const tone = of.isValid ? 'jade' : of.state === 'stale' ? 'warm' : 'danger';
  const Icon = of.isValid ? BadgeCheck : of.state === 'stale' ? Clock3 : BadgeX;
  return (
    <>
      <section className={css.verdict} data-tone={tone} data-testid="scan-verdict"><Icon size={52} strokeWidth={1.7} aria-hidden="true" /><span><b>{expected ? t('yes') : of.isValid ? t('shown') : say(of.words)}</b>{expected ? say(expected.words) : of.isValid ? say(of.words) : of.state === 'stale' ? t('again') : ''}</span></section>
      {expected ? <ButtonLink href={`/orders/${expected.orderId}`} size="large" isWide>{t('order')} · {time(expected.startAt)}</ButtonLink> : null}
      {shown ? (
        <Card>
          <div className={css.form}>
            <div className={css.person}><Avatar name={shown.maskedName} photo={shown.photo} sizePixels={88} /><span><b>{shown.maskedName}</b>{shown.firmName}</span></div>
            <div className={css.tags}><Tag tone={shown.isSafetyGreen ? 'jade' : 'danger'} icon={shown.isSafetyGreen ? <ShieldCheck size={16} /> : <ShieldAlert size={16} />}>{t(shown.isSafetyGreen ? 'green' : 'notGreen')}</Tag></div>
            <dl className={css.facts}>
              <dt>{t('cardNo')}</dt><dd>{shown.cardNo}</dd><dt>{t('until')}</dt><dd>{day(shown.validUntil)}</dd>
              {shown.rating === null ? null : <><dt>{t('rating')}</dt><dd><Stars rating={shown.rating} /></dd></>}
              {shown.visitsDone === null ? null : <><dt>{t('visits')}</dt><dd>{t('visitsCount', { count: shown.visitsDone })}</dd></>}
            </dl>
            {shown.badges.length > 0 ? <div className={css.tags} aria-label={t('badges')}>{shown.badges.map((badge) => <Tag key={badge.zh} tone="jade">{say(badge)}</Tag>)}</div> : null}
          </div>
        </Card>
      ) : null}
      <p className={css.small}>{t('at', { time: instant(of.at) })}</p>
    </>
  );
}
