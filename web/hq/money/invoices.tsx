import { Button, Input, Popover, Segmented } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { useHolds } from '../use-hq.ts';
import { holdingsText } from './holdings.text.ts';
import css from './money.module.css';

type Invoice = View<'payments', 'listInvoices'>['items'][number];
const states = ['all', 'requested', 'issued', 'delivered', 'redLettered', 'refused'] as const;
type State = (typeof states)[number];
const tones = { requested: 'sky', issued: 'jade', delivered: 'jade', redLettered: 'grey', refused: 'danger' } as const;

/** Every e-invoice and red letter, with its file; a wrong one is taken back here. */
export function Invoices() {
  const { t, say } = useText(holdingsText);
  const { instant } = useFormat();
  const [state, setState] = useState<State>('all');
  const found = usePages(['payments', 'listInvoices', state], (cursor) => api.payments.listInvoices({ ...(state !== 'all' && { state }), ...(cursor && { cursor }) }), { live: ['invoice', 'payment.refunded'] });
  const pill = (row: Invoice) => <StatusPill tone={tones[row.state]}>{say(row.stateWords)}</StatusPill>;
  const columns = [
    { title: t('order'), key: 'order', width: 160, render: (_: unknown, row: Invoice) => <span className={partCss.cell}><a className={partCss.link} href={`/desk/orders?group=all&order=${row.orderId}&tab=money`}>{row.orderNo}</a><small>{say(row.itemName)}</small></span> },
    { title: t('title'), key: 'title', width: 230, render: (_: unknown, row: Invoice) => <span className={partCss.cell}><span>{row.title}</span><small>{row.taxNo ?? ''}{row.redOf ? t('redOf', { number: row.redOf }) : ''}</small></span> },
    { title: t('amount'), key: 'amount', width: 120, align: 'right' as const, render: (_: unknown, row: Invoice) => <span className={partCss.cell}><b><Amount fen={row.amountFen} /></b><small>{t('requestTax', { tax: formatMoney(row.taxFen) })}</small></span> },
    { title: t('number'), key: 'number', width: 200, render: (_: unknown, row: Invoice) => <span className={partCss.cell}><span className={css.hash}>{row.number ?? '—'}</span><small>{instant(row.requestedAt)}</small></span> },
    { title: t('state'), key: 'state', width: 120, render: (_: unknown, row: Invoice) => <span className={partCss.state}>{pill(row)}<small>{say(row.why)}</small></span> },
    { title: '', key: 'act', width: 190, render: (_: unknown, row: Invoice) => <Acts of={row} /> },
  ];
  const card = (row: Invoice): RowCard => ({ title: row.title, aside: <Amount fen={row.amountFen} />, note: <>{pill(row)}<span>{row.orderNo}</span><span className={css.hash}>{row.number ?? ''}</span></>, act: <Acts of={row} /> });
  return (
    <Panel title={t('invoices')} note={t('invoicesNote')} aside={<Segmented<State> size="small" value={state} onChange={setState} options={states.map((value) => ({ value, label: t(value) }))} />}>
      <div data-testid="invoices"><DenseTable<Invoice> of={found} rowKey={(row) => row.invoiceId} columns={columns} card={card} empty={<EmptyState title={t('noInvoices')} art="calm" />} /></div>
    </Panel>
  );
}

function Acts({ of }: { of: Invoice }) {
  const { t } = useText(holdingsText);
  const holds = useHolds();
  const [reason, setReason] = useState('');
  const get = useCommand(api.payments.invoiceFile, { refreshes: [], onDone: saveFile });
  const red = useCommand(api.payments.redLetterInvoice, { onDone: () => showToast(t('redDone')) });
  if (of.number === null) return null;
  const mayRed = holds('finance', 'operator') && of.redOf === null && (of.state === 'issued' || of.state === 'delivered');
  return (
    <span className={css.acts}>
      {(['pdf', 'xml'] as const).map((kind) => <Button key={kind} size="small" loading={get.isRunning} onClick={() => void get.run({ invoiceId: of.invoiceId, kind })}>{t(kind === 'pdf' ? 'file' : 'xml')}</Button>)}
      {mayRed ? (
        <Popover trigger="click" title={t('redWhy')} content={(
          <div className={partCss.form} style={{ width: 'min(260px, 78vw)' }}>
            <div className={partCss.line}>{(['rw1', 'rw2'] as const).map((key) => <button key={key} type="button" className={partCss.chip} aria-pressed={reason === t(key)} onClick={() => setReason(t(key))}>{t(key)}</button>)}</div>
            <Input value={reason} maxLength={100} aria-label={t('redWhy')} placeholder={t('redWhy')} onChange={(event) => setReason(event.target.value)} />
            <Button danger type="primary" disabled={reason.trim() === ''} loading={red.isRunning} onClick={() => void red.run({ invoiceId: of.invoiceId, reason: reason.trim() })}>{t('red')}</Button>
          </div>
        )}><Button size="small">{t('red')}</Button></Popover>
      ) : null}
    </span>
  );
}
