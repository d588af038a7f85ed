import { BadgeCheck, BadgeX, CircleCheck, CircleX, Clock3, Printer } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, ErrorState, Notice, SkeletonScreen, TextInput } from '../../shared/kit/index.ts';
import { LanguageSwitch } from '../../shared/language.tsx';
import { QrPicture } from '../../shared/qr-picture.tsx';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from './verify.module.css';
import { verifyText } from './verify.text.ts';

type Found = View<'training', 'verifyCertificate'>;
const verdicts = { valid: ['genuine', 'jade'], expired: ['expired', 'warm'], revoked: ['revoked', 'danger'], altered: ['altered', 'danger'] } as const;

/** A page for whoever holds a certificate in hand: no sign-in, no tabs, and it prints. */
export function PublicPage({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => { document.title = `${title} · 邻里`; }, [title]);
  return <main className={css.page}><div className={css.brand}><img src="/icon.svg" alt="" /><span>{title}</span><span className={css.noPrint} style={{ marginInlineStart: 'auto' }}><LanguageSwitch /></span></div>{children}</main>;
}

/** Whether a certificate is genuine, reckoned up anew while one waits. */
export default function Verify({ number }: { number: string | null }) {
  const { t } = useText(verifyText);
  const [name, setName] = useState('');
  const found = useView(['training', 'verify', number, name], () => api.training.verifyCertificate({ number: number!, ...(name && { name }) }), { isReady: number !== null, live: false, staleSeconds: 0 });
  return (
    <PublicPage title={t('title')}>
      {number === null ? <Find /> : found.value ? <Body of={found.value} onName={setName} /> : found.refusal?.code === 'training.certificate_unknown' ? (
        <><section className={css.verdict} data-tone="danger" data-testid="verify-verdict"><BadgeX size={48} strokeWidth={1.7} aria-hidden="true" /><span><b>{t('notFound')}</b>{number}</span></section><p>{t('notFoundLead')}</p><Find /></>
      ) : found.refusal ? <ErrorState refusal={found.refusal} onRetry={found.reload} /> : <SkeletonScreen />}
    </PublicPage>
  );
}

function Find() {
  const { t } = useText(verifyText);
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  return <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (typed.trim()) navigate(`/verify/${encodeURIComponent(typed.trim().toUpperCase())}`); }}><TextInput label={t('findTitle')} placeholder={t('findHint')} value={typed} onChange={setTyped} maxLength={40} autoComplete="off" /><Button type="submit" size="large" isWide disabled={typed.trim() === ''}>{t('find')}</Button></form>;
}

function Body({ of, onName }: { of: Found; onName: (name: string) => void }) {
  const { t, say } = useText(verifyText);
  const { day, instant } = useFormat();
  const [typed, setTyped] = useState('');
  const [word, tone] = verdicts[of.state];
  const Icon = tone === 'jade' ? BadgeCheck : tone === 'warm' ? Clock3 : BadgeX;
  return (
    <>
      <section className={css.verdict} data-tone={tone} data-testid="verify-verdict"><Icon size={52} strokeWidth={1.7} aria-hidden="true" /><span><b>{t(word)}</b>{say(of.words)}</span></section>
      {of.isRetrainingOverdue ? <Notice tone="warm">{t('overdue')}</Notice> : null}
      <Card title={say(of.title)}>
        <dl className={css.facts}>
          <dt>{t('name')}</dt><dd>{of.maskedName}</dd><dt>{t('number')}</dt><dd>{of.number}</dd><dt>{t('issuer')}</dt><dd>{of.issuerName}</dd><dt>{t('issuedAt')}</dt><dd>{day(of.issuedAt)}</dd><dt>{t('validUntil')}</dt><dd>{of.validUntil ? day(of.validUntil) : t('forGood')}</dd>
          {of.revoked ? <><dt>{t('revokedAt')}</dt><dd>{instant(of.revoked.at)}</dd><dt>{t('reason')}</dt><dd>{say(of.revoked.reasonWords)}</dd></> : null}
        </dl>
      </Card>
      <Card title={t('checks')}><ul className={css.list}>{of.checks.map((check) => <li key={check.name.zh}>{check.isPassed ? <CircleCheck size={20} color="var(--jade-600)" aria-hidden="true" /> : <CircleX size={20} color="var(--danger-600)" aria-hidden="true" />}{say(check.name)}<span className="visually-hidden"> · {t(check.isPassed ? 'passed' : 'failed')}</span></li>)}</ul></Card>
      {say(of.criteria) ? <Card title={t('criteria')}><p>{say(of.criteria)}</p><p data-testid="basis">{say(of.basis)}</p></Card> : null}
      <form className={`${css.form} ${css.noPrint}`} onSubmit={(event) => { event.preventDefault(); onName(typed.trim()); }}>
        <TextInput label={t('nameAsk')} hint={t('nameHint')} value={typed} onChange={setTyped} maxLength={40} autoComplete="off" />
        <Button type="submit" kind="secondary" isWide disabled={typed.trim() === ''}>{t('nameGo')}</Button>
        {of.isNameRight === null ? null : <Notice tone={of.isNameRight ? 'jade' : 'danger'}>{t(of.isNameRight ? 'nameRight' : 'nameWrong')}</Notice>}
      </form>
      <Card title={t('log')}>
        <div className={css.form}>
          {of.proof ? <p>{t('logLead', { index: of.proof.index, size: of.proof.head?.size ?? of.proof.index + 1 })}</p> : null}
          {of.proof?.head ? <p className={css.small}>{t('head')} · {of.proof.head.root}</p> : null}
          <p className={css.small}>{t('key')} · {of.keyId}</p>
          <QrPicture className={css.qr} svg={of.qrSvg} label={t('qr')} />
          <p className={css.small}>{of.verifyUrl}</p>
        </div>
      </Card>
      <p className={css.small}>{say(of.note)}</p>
      <Button kind="secondary" isWide className={css.noPrint} icon={<Printer size={19} aria-hidden="true" />} onClick={() => print()}>{t('print')}</Button>
    </>
  );
}

