import { Copy, Gift, Share2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Card, EmptyState, Faces, List, Row, SectionTitle, SkeletonScreen, StatusPill, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { RequireSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { text } from '../text.ts';
import { deviceId } from '../wallet/device.ts';
import css from '../wallet/wallet.module.css';
import { walletText } from '../wallet/wallet.text.ts';

type Mine = View<'promotions', 'myReferral'>;
const tones = { bound: 'grey', review: 'warm', due: 'sky', rewarded: 'jade', declined: 'danger' } as const;

/** My code and link, what a recommendation brings, and what became of mine. */
export default function ReferralPage() {
  const common = useText(text);
  return <RequireSession title={common.t('loginFirst')} lead={common.t('loginLead')}><Page /></RequireSession>;
}

function Page() {
  const { t } = useText(walletText);
  const mine = useView(['promotions', 'myReferral'], () => api.promotions.myReferral({}), { live: ['referral', 'order'] });
  return <Frame title={t('refTitle')} back="/me/wallet"><Faces of={mine} loading={<SkeletonScreen />}>{(found) => <Body of={found} />}</Faces></Frame>;
}

function Body({ of }: { of: Mine }) {
  const { t, say } = useText(walletText);
  const { day } = useFormat();
  // The reward waits for a look when who comes uses this very device.
  useEffect(() => {
    const device = deviceId();
    if (device !== '') void api.promotions.noteDevice({ deviceId: device }).catch(() => undefined);
  }, []);
  const link = new URL(of.linkPath, location.origin).href;
  const canShare = typeof navigator.share === 'function';
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link).then(() => showToast(t('copied')), () => showToast(link));
  };
  return (
    <>
      <Card face="warm">
        <div className={css.stack}>
          <div className={css.code}><span>{t('myCode')}</span><b data-testid="referral-code">{of.code}</b></div>
          <ul className={css.programmes}>{of.programmes.filter(({ isOpen }) => isOpen).map((one) => <li key={`${one.referrerKind} ${one.refereeKind}`}><Gift size={18} aria-hidden="true" /><span>{say(one.words)}</span></li>)}</ul>
          <div className={css.packActs}>
            <Button size="large" icon={<Copy size={19} />} data-testid="referral-copy" onClick={() => void copy()}>{t('copyLink')}</Button>
            {canShare ? <Button size="large" kind="secondary" icon={<Share2 size={19} />} onClick={() => void navigator.share({ text: t('refLead'), url: link }).catch(() => undefined)}>{t('share')}</Button> : null}
          </div>
          <p className={css.soft}>{t('deviceNote')}</p>
        </div>
      </Card>
      <SectionTitle more={of.earnedFen > 0 ? <span className={css.soft}>{t('earned', { amount: formatMoney(of.earnedFen) })}</span> : undefined}>{t('mine')}</SectionTitle>
      {of.items.length === 0 ? <EmptyState title={t('noneYet')} art="door">{t('noneYetLead')}</EmptyState> : (
        <List>{of.items.map((one) => <Row key={one.referralId} title={one.refereeName} note={<>{day(one.boundAt)} · {say(one.words)}</>} end={one.rewardedAt && one.rewardFen ? <Amount fen={one.rewardFen} hasSign /> : <StatusPill tone={tones[one.state]}>{say(one.stateLabel)}</StatusPill>} />)}</List>
      )}
      {of.boundTo ? <p className={css.soft}>{t('boundTo', { name: of.boundTo })}</p> : of.canBindUntil ? <Bind until={of.canBindUntil} /> : null}
    </>
  );
}

function Bind({ until }: { until: string }) {
  const { t } = useText(walletText);
  const { instant } = useFormat();
  const [code, setCode] = useState('');
  const bind = useCommand(api.promotions.bindReferral, { isQuiet: true, onDone: () => showToast(t('bound')) });
  return (
    <Card title={t('bindTitle')}>
      <form className={css.codeLine} onSubmit={(event) => { event.preventDefault(); if (code.trim() !== '') void bind.run({ code: code.trim() }); }}>
        <TextInput label={t('myCode')} isLabelHidden hint={t('bindLead', { time: instant(until) })} value={code} onChange={(value) => { setCode(value.toUpperCase()); bind.reset(); }} maxLength={20} autoComplete="off" wrong={bind.refusal} />
        <Button kind="secondary" type="submit" isBusy={bind.isRunning} disabled={code.trim() === ''}>{t('bind')}</Button>
      </form>
    </Card>
  );
}
