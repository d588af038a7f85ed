import { Button, Input, Popover, Segmented } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { useHolds } from '../use-hq.ts';
import { booksText } from './books.text.ts';
import css from './money.module.css';

type Referral = View<'promotions', 'referrals'>['items'][number];
const tones = { bound: 'grey', review: 'warm', due: 'sky', rewarded: 'jade', declined: 'danger' } as const;
const states = ['review', 'rewarded', 'declined', 'all'] as const;

/** Recommendations whose reward was held back, with what was found; finance pays or declines. */
export function Referrals() {
  const { t, say } = useText(booksText);
  const { day } = useFormat();
  const [state, setState] = useState<(typeof states)[number]>('review');
  const found = usePages(['promotions', 'referrals', state], (cursor) => api.promotions.referrals({ ...(state !== 'all' && { state }), ...(cursor && { cursor }) }), { live: ['referral'] });
  const findings = (row: Referral) => <span className={partCss.tags}>{row.findings.map((one) => <Tag key={one.kind} tone="warm">{say(one.words)}</Tag>)}</span>;
  const end = (row: Referral) => (row.state === 'review' ? <Decide of={row} /> : <StatusPill tone={tones[row.state]}>{say(row.stateLabel)}</StatusPill>);
  const columns = [
    { title: t('referrer'), key: 'by', width: 140, render: (_: unknown, row: Referral) => row.referrerName },
    { title: t('referee'), key: 'who', width: 170, render: (_: unknown, row: Referral) => <span className={partCss.cell}><span>{row.refereeName}</span><small>{day(row.boundAt)}</small></span> },
    { title: t('findings'), key: 'found', width: 300, render: (_: unknown, row: Referral) => findings(row) },
    { title: t('reward'), key: 'reward', width: 110, align: 'right' as const, render: (_: unknown, row: Referral) => (row.rewardFen === null ? '—' : <Amount fen={row.rewardFen} />) },
    { title: '', key: 'act', width: 180, render: (_: unknown, row: Referral) => end(row) },
  ];
  const card = (row: Referral): RowCard => ({ title: `${row.referrerName} → ${row.refereeName}`, aside: row.rewardFen === null ? null : <Amount fen={row.rewardFen} />, note: <>{findings(row)}<span>{day(row.boundAt)}</span></>, act: end(row) });
  return (
    <Panel title={t('referrals')} note={t('referralsNote')} aside={<Segmented size="small" value={state} onChange={setState} options={states.map((value) => ({ value, label: t(value === 'declined' ? 'decline' : value) }))} />}>
      <div data-testid="referrals"><DenseTable<Referral> of={found} rowKey={(row) => row.referralId} columns={columns} card={card} empty={<EmptyState title={t('noReferrals')} art="calm" />} /></div>
    </Panel>
  );
}

function Decide({ of }: { of: Referral }) {
  const { t } = useText(booksText);
  const holds = useHolds();
  const [words, setWords] = useState('');
  const decide = useCommand(api.promotions.decideReferral, { onDone: (done) => showToast(t(done.state === 'declined' ? 'declined' : 'paid')) });
  if (!holds('finance')) return null;
  return (
    <span className={css.acts}>
      <Button size="small" type="primary" loading={decide.isRunning} onClick={() => void decide.run({ referralId: of.referralId, isApproved: true, words: '' })}>{t('pay')}</Button>
      <Popover trigger="click" title={t('declineWhy')} content={(
        <div className={partCss.form} style={{ width: 'min(280px, 78vw)' }}>
          <div className={partCss.line}>{(['dw1', 'dw2'] as const).map((key) => <button key={key} type="button" className={partCss.chip} aria-pressed={words === t(key)} onClick={() => setWords(t(key))}>{t(key)}</button>)}</div>
          <Input value={words} maxLength={200} aria-label={t('declineWhy')} placeholder={t('declineWhy')} onChange={(event) => setWords(event.target.value)} />
          <Button danger type="primary" disabled={words.trim() === ''} loading={decide.isRunning} onClick={() => void decide.run({ referralId: of.referralId, isApproved: false, words: words.trim() })}>{t('decline')}</Button>
        </div>
      )}><Button size="small">{t('decline')}</Button></Popover>
    </span>
  );
}
