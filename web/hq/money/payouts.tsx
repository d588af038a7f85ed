import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useIsPhone } from '../../shared/desk/use-is-phone.ts';
import { formatMoney, formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, StatusPill } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { FinanceButton } from '../parts/finance-button.tsx';
import { useParam } from '../use-hq.ts';
import css from './money.module.css';
import { moneyText } from './money.text.ts';
import { Again, type Payout, payoutTones } from './payout-again.tsx';
import { PayoutDrawer } from './payout-drawer.tsx';

type Ran = View<'payments', 'runPayouts'>;
const states = ['all', 'waitConfirm', 'processing', 'arrived', 'failed', 'expired'] as const;
type State = (typeof states)[number];

/** Money that goes out to workers and merchants: what became of each, and one press for what is due and for what came back. */
export function Payouts() {
  const { t } = useText(moneyText);
  const { param, setParam, open } = useParam();
  const [ran, setRan] = useState<Ran | null>(null);
  const isPhone = useIsPhone();
  const wished = param('status');
  const state: State = states.find((one) => one === wished) ?? 'all';
  const found = usePages(['payments', 'listPayouts', state], (cursor) => api.payments.listPayouts({ ...(state !== 'all' && { state }), ...(cursor && { cursor }) }), { live: ['payment.payoutMoved'] });
  const runNow = useCommand(api.payments.runPayouts, { onDone: setRan });
  const { day } = useFormat();
  const opened = found.value?.find(({ payoutId }) => payoutId === param('payout')) ?? null;
  const pill = (row: Payout) => <StatusPill tone={payoutTones[row.state]}>{t(row.state)}</StatusPill>;
  const columns = [
    { title: t('party'), key: 'party', width: 190, render: (_: unknown, row: Payout) => <span className={partCss.cell}><b className={partCss.strong}>{row.partyName}</b><small>{t(row.partyKind)} · {t(row.rail)} {row.maskedAccount}</small></span> },
    { title: t('day'), key: 'day', width: 110, render: (_: unknown, row: Payout) => day(row.day) },
    { title: t('gross'), key: 'gross', width: 110, align: 'right' as const, render: (_: unknown, row: Payout) => <Amount fen={row.grossFen} /> },
    { title: t('taxFen'), key: 'tax', width: 100, align: 'right' as const, render: (_: unknown, row: Payout) => (row.taxFen === 0 ? '—' : <Amount fen={row.taxFen} />) },
    { title: t('net2'), key: 'net', width: 110, align: 'right' as const, render: (_: unknown, row: Payout) => <b><Amount fen={row.netFen} /></b> },
    { title: t('state'), key: 'state', width: 190, render: (_: unknown, row: Payout) => <span className={partCss.state}>{pill(row)}<After of={row} /></span> },
    { title: '', key: 'act', width: 120, render: (_: unknown, row: Payout) => <Again of={row} /> },
  ];
  const card = (row: Payout): RowCard => ({
    title: row.partyName, aside: <Amount fen={row.netFen} />, note: <>{pill(row)}<span>{day(row.day)}</span><span>{t(row.rail)} {row.maskedAccount}</span>{row.taxFen > 0 ? <span>{t('taxFen')} <Amount fen={row.taxFen} /></span> : null}<After of={row} /></>,
    ...(row.canReissue && { act: <Again of={row} /> }),
  });
  return (
    <>
      <div className={partCss.line}><FinanceButton type="primary" data-testid="payouts-run" loading={runNow.isRunning} onClick={() => void runNow.run({})}>{t('runNow')}</FinanceButton><span className={css.note}>{t('runNote')}</span></div>
      {ran ? <RanPanel of={ran} onClose={() => setRan(null)} /> : null}
      <Panel title={t('payouts')} aside={<Segmented<State> size={isPhone ? 'middle' : 'small'} value={state} onChange={(next) => setParam('status', next === 'all' ? null : next)} options={states.map((value) => ({ value, label: t(value) }))} />}>
        <div data-testid="payouts"><DenseTable<Payout> of={found} rowKey={(row) => row.payoutId} columns={columns} card={card} onOpen={(row) => open('payout', row.payoutId)} openKey={opened?.payoutId ?? null} empty={<EmptyState title={t('noPayouts')} art="calm">{t('noPayoutsNote')}</EmptyState>} /></div>
      </Panel>
      {opened ? <PayoutDrawer key={opened.payoutId} of={opened} onClose={() => open('payout', null)} /> : null}
    </>
  );
}

/** What follows from the state, in small print. */
function After({ of }: { of: Payout }) {
  const { t, locale } = useText(moneyText);
  if (of.state === 'waitConfirm' && of.confirmBy) return <small>{t('confirmBy', { time: formatStamp(of.confirmBy, locale) })}</small>;
  if (of.isCarried) return <small>{t('carriedTag')}</small>;
  if (of.isReissued) return <small>{t('reissuedTag')}</small>;
  return of.endedAt ? <small>{formatStamp(of.endedAt, locale)}</small> : null;
}

/** What a run has started, and whom it left out for which reason. */
function RanPanel({ of, onClose }: { of: Ran; onClose: () => void }) {
  const { t, say } = useText(moneyText);
  return (
    <Panel title={of.started > 0 ? t('ranTitle', { count: of.started, amount: formatMoney(of.totalFen) }) : t('ranNone')} aside={<Button size="small" onClick={onClose}>{t('close')}</Button>}>
      {of.left.length === 0 ? null : (
        <div data-testid="payouts-left">
          <p className={css.note}>{t('leftTitle', { count: of.left.length })}</p>
          {of.left.map((one) => <div key={one.partyId} className={css.account}><span>{one.partyName}<small className={css.sub}>{t(one.partyKind)} · {say(one.why)}</small></span><Amount fen={one.dueFen} /></div>)}
        </div>
      )}
    </Panel>
  );
}

