import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, Faces, SkeletonScreen, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { FinanceButton } from '../parts/finance-button.tsx';
import { useHolds, useParam, useStations } from '../use-hq.ts';
import { holdingsText } from './holdings.text.ts';
import css from './money.module.css';

type Desk = View<'payments', 'cashDesk'>;

/** The drawer of each station: what should be in it, its receipts and counts, and what went to the bank. */
export function CashDesks() {
  const { t } = useText(holdingsText);
  const { param, setParam } = useParam();
  const stations = useStations();
  return (
    <Faces of={stations} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('noStations')} art="calm" />}>
      {({ items }) => {
        const stationId = items.find((one) => one.stationId === param('station'))?.stationId ?? items[0]!.stationId;
        return (
          <section className={partCss.stack} data-testid="cash-desks">
            <div className={partCss.line}><Select aria-label={t('station')} value={stationId} onChange={(next: string) => setParam('station', next)} showSearch={{ optionFilterProp: 'label' }} options={items.map((one) => ({ value: one.stationId, label: one.name }))} style={{ minWidth: 220 }} /><span className={css.note}>{t('cashNote')}</span></div>
            <OneDesk key={stationId} stationId={stationId} />
          </section>
        );
      }}
    </Faces>
  );
}

function OneDesk({ stationId }: { stationId: string }) {
  const desk = useView(['payments', 'cashDesk', stationId], () => api.payments.cashDesk({ stationId }), { live: ['payment', 'cash'], isKept: false });
  return <Faces of={desk} loading={<SkeletonScreen />}>{(value) => <Body of={value} />}</Faces>;
}

function Body({ of }: { of: Desk }) {
  const { t, say } = useText(holdingsText);
  const { day, instant } = useFormat();
  const holds = useHolds();
  return (
    <div className={css.halves}>
      <div className={partCss.stack}>
        <Panel title={t('drawer')} aside={<StatusPill tone={of.isCountedToday ? 'jade' : 'warm'}>{t(of.isCountedToday ? 'counted' : 'notCounted')}</StatusPill>}>
          <span className={css.big}><Amount fen={of.heldFen} /></span>
          <p className={css.note}>{say(of.words)}</p>
          {holds('operator') && !of.isCountedToday ? <Count of={of} /> : null}
          {of.heldFen > 0 ? <Bank of={of} /> : null}
        </Panel>
        <Panel title={t('counts')}>{of.counts.length === 0 ? <p className={partCss.quiet}>{t('noCounts')}</p> : of.counts.map((one) => <div key={one.countId} className={css.account}><span>{day(one.day)}<small className={css.sub}>{one.countedByName} · {t('expected', { amount: formatMoney(one.expectedFen) })}{one.words ? ` · ${one.words}` : ''}</small></span><span style={{ textAlign: 'end' }}><Amount fen={one.countedFen} /><small className={css.sub} style={one.differenceFen === 0 ? undefined : { color: 'var(--danger-600)' }}>{one.differenceFen === 0 ? t('even') : t('diff', { amount: formatMoney(one.differenceFen) })}</small></span></div>)}</Panel>
        <Panel title={t('handovers')}>{of.handovers.length === 0 ? <p className={partCss.quiet}>{t('noHandovers')}</p> : of.handovers.map((one) => <div key={one.handoverId} className={css.account}><span>{one.bankRef}<small className={css.sub}>{one.handedByName} · {instant(one.handedAt)}</small></span><Amount fen={one.amountFen} /></div>)}</Panel>
      </div>
      <Panel title={t('receipts')}>
        {of.receipts.length === 0 ? <EmptyState title={t('noReceipts')} art="calm" /> : of.receipts.map((one) => <div key={one.no} className={css.account}><span>{say(one.words)}<small className={css.sub}><span className={css.hash}>{one.no}</span> · {one.takenByName} · {instant(one.takenAt)}{one.changeFen > 0 ? ` · ${t('give', { amount: formatMoney(one.changeFen) })}` : ''}</small></span><Amount fen={one.amountFen} /></div>)}
      </Panel>
    </div>
  );
}

function Count({ of }: { of: Desk }) {
  const { t, say } = useText(holdingsText);
  const [yuan, setYuan] = useState<number | null>(of.heldFen / 100);
  const [words, setWords] = useState('');
  const count = useCommand(api.payments.countCash, { isQuiet: true, onDone: () => showToast(t('countDone')) });
  const isOff = yuan !== null && Math.round(yuan * 100) !== of.heldFen;
  return (
    <div className={partCss.form}>
      <label>{t('countYuan')}<InputNumber value={yuan} min={0} precision={2} onChange={setYuan} style={{ width: 180 }} /></label>
      {isOff ? <Input value={words} maxLength={200} aria-label={t('differs')} placeholder={t('differs')} onChange={(event) => setWords(event.target.value)} /> : null}
      {count.refusal ? <p className={partCss.wrong} role="alert">{say(count.refusal)}</p> : null}
      <div className={partCss.line}><Button type="primary" loading={count.isRunning} disabled={yuan === null || (isOff && words.trim() === '')} data-testid="cash-count" onClick={() => void count.run({ stationId: of.stationId, countedFen: Math.round((yuan ?? 0) * 100), words: words.trim() })}>{t('count')}</Button></div>
    </div>
  );
}

function Bank({ of }: { of: Desk }) {
  const { t, say } = useText(holdingsText);
  const [yuan, setYuan] = useState<number | null>(of.heldFen / 100);
  const [bankRef, setRef] = useState('');
  const bank = useCommand(api.payments.bankCash, { isQuiet: true, onDone: () => { setRef(''); showToast(t('bankDone')); } });
  return (
    <div className={partCss.form}>
      <div className={partCss.two}><label>{t('bankYuan')}<InputNumber value={yuan} min={0.01} max={of.heldFen / 100} precision={2} onChange={setYuan} style={{ width: '100%' }} /></label><label>{t('slip')}<Input value={bankRef} maxLength={40} onChange={(event) => setRef(event.target.value)} /></label></div>
      {bank.refusal ? <p className={partCss.wrong} role="alert">{say(bank.refusal)}</p> : null}
      <div className={partCss.line}><FinanceButton loading={bank.isRunning} disabled={yuan === null || bankRef.trim() === ''} data-testid="cash-bank" onClick={() => void bank.run({ stationId: of.stationId, amountFen: Math.round((yuan ?? 0) * 100), bankRef: bankRef.trim() })}>{t('bankDo')}</FinanceButton></div>
    </div>
  );
}
