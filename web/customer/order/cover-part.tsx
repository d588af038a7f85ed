import { ShieldCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Button, Card, Chips, Segmented, Sheet, StatusPill, TextArea, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import type { Order } from '../parts/pay-sheet.tsx';
import { coverText } from './cover.text.ts';
import css from './order.module.css';

type Claim = View<'benefits', 'listClaims'>['items'][number];
const kinds = ['damage', 'injury'] as const;
const agoHours = { ago0: 0, ago3: 3, ago24: 24, ago40: 40 } as const;
const tones = { requested: 'sky', active: 'jade', voided: 'grey', refused: 'danger', over: 'grey' } as const;
const paperNames = { photo: 'photo', medical: 'medicalPaper', invoice: 'invoice', statement: 'statement', police: 'police', other: 'other' } as const;

/** The insurance of this very visit: what it covers, when, and the way to report what happened. */
export function CoverPart({ order }: { order: Order }) {
  const { t, say } = useText(coverText);
  const { timeWindow } = useFormat();
  const [isReporting, setReporting] = useState(false);
  const isPaid = order.paidFen > 0;
  const found = useView(['benefits', 'coverOfOrder', order.orderId], () => api.benefits.coverOfOrder({ orderId: order.orderId }), { isReady: isPaid, live: { subject: order.orderId } });
  const claims = useView(['benefits', 'listClaims', 'mine'], () => api.benefits.listClaims({ limit: 50 }), { isReady: isPaid && order.startAt !== null, live: ['claim', 'insurance'] });
  const cover = found.value?.cover;
  if (!cover) return null;
  const own = claims.value?.items.filter(({ orderId }) => orderId === order.orderId) ?? [];
  const mayReport = (cover.state === 'active' || cover.state === 'over') && order.arrivedAt !== null;
  const { limits } = cover;
  return (
    <Card title={t('title')} aside={<StatusPill tone={tones[cover.state]}>{say(cover.productName)}</StatusPill>}>
      <div className={css.cover} data-testid="cover">
        <p className={css.coverWords}><ShieldCheck size={20} aria-hidden="true" /><span>{say(cover.words)}</span></p>
        <dl className={css.details}>
          {([['thirdParty', limits.thirdPartyFen], ['death', limits.deathFen], ['medical', limits.medicalFen]] as const).filter(([, fen]) => fen > 0).map(([key, fen]) => [<dt key={key}>{t(key)}</dt>, <dd key={`${key} value`}>{t('upTo', { amount: wanYuan(fen) })}</dd>])}
        </dl>
        <small className={css.soft}>{t('span', { time: timeWindow(cover.startsAt, cover.endsAt) })}{cover.policyNo ? <><br />{t('policyNo', { no: cover.policyNo, insurer: cover.insurer })}</> : null}</small>
        {own.map((claim) => <ClaimRow key={claim.claimId} of={claim} />)}
        {mayReport ? <Button kind="secondary" data-testid="claim-open" onClick={() => setReporting(true)}>{t('report')}</Button> : null}
      </div>
      {isReporting ? <ClaimSheet order={order} onClose={() => setReporting(false)} /> : null}
    </Card>
  );
}
const wanYuan = (fen: number): string => formatMoney(fen).replace(/\.00$/, '');

function ClaimRow({ of }: { of: Claim }) {
  const { t, say } = useText(coverText);
  const file = useRef<HTMLInputElement>(null);
  const add = useCommand(api.benefits.addClaimDocument, { onDone: () => showToast(t('added')) });
  const send = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    const photo = await new Promise<string>((done) => { const reader = new FileReader(); reader.onload = () => done(String(reader.result).split(',')[1] ?? ''); reader.readAsDataURL(chosen); });
    await add.run({ claimId: of.claimId, kind: 'photo', note: '', photo });
  };
  const isOver = of.state === 'paid' || of.state === 'refused';
  return (
    <div className={css.refund}>
      <span className={css.refundHead}><Amount fen={of.paidFen ?? of.askedFen} /><StatusPill tone={of.state === 'paid' ? 'jade' : of.state === 'refused' ? 'danger' : 'warm'}>{say(of.words)}</StatusPill></span>
      <span>{of.description}</span>
      {of.missing.length > 0 && !isOver ? <small>{t('missing', { papers: of.missing.map((kind) => t(paperNames[kind])).join(' · ') })}</small> : null}
      {isOver ? null : <><input ref={file} type="file" accept="image/*" hidden onChange={(event) => void send(event.target.files?.[0])} /><Button kind="soft" size="small" isBusy={add.isRunning} onClick={() => file.current?.click()}>{t('addPhoto')}</Button></>}
    </div>
  );
}

function ClaimSheet({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useText(coverText);
  const [kind, setKind] = useState<(typeof kinds)[number]>('damage');
  const [ago, setAgo] = useState<keyof typeof agoHours>('ago0');
  const [words, setWords] = useState('');
  const [yuan, setYuan] = useState('');
  const report = useCommand(api.benefits.reportClaim, { isQuiet: true, onDone: (claim) => { showToast(t('sent', { no: claim.no })); onClose(); } });
  const askedFen = Math.round(Number(yuan) * 100);
  const happenedAt = (): string => new Date(Math.max(Date.parse(order.arrivedAt ?? order.placedAt), Date.now() - agoHours[ago] * 3_600_000)).toISOString();
  return (
    <Sheet isOpen title={t('claimTitle')} onClose={onClose} bar={<Button size="large" isWide isBusy={report.isRunning} disabled={words.trim() === '' || !(askedFen >= 1)} data-testid="claim-send" onClick={() => void report.run({ orderId: order.orderId, kind, happenedAt: happenedAt(), description: words.trim(), askedFen })}>{t('send')}</Button>}>
      <p className={css.soft}>{t('claimLead')}</p>
      <Segmented label={t('kind')} value={kind} onChange={setKind} choices={kinds.map((value) => ({ value, label: t(value) }))} />
      <Chips label={t('when')} isLabelShown value={ago} onChange={(value) => setAgo(value ?? 'ago0')} choices={(Object.keys(agoHours) as (keyof typeof agoHours)[]).map((value) => ({ value, label: t(value) }))} />
      <TextArea label={t('words')} rows={3} maxLength={1000} placeholder={t('wordsHint')} value={words} onChange={setWords} wrong={report.refusal} />
      <TextInput label={t('asked')} prefix="¥" inputMode="decimal" value={yuan} onChange={(value) => setYuan(value.replace(/[^\d.]/g, '').slice(0, 9))} />
    </Sheet>
  );
}
