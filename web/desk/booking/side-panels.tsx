import { Button, Input, QRCode, Segmented } from 'antd';
import { Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import { useOpen } from '../../shared/desk/use-open.ts';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, OrderStatusPill, PriceLines, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from './book.module.css';
import { bookText } from './book.text.ts';
import type { Call, Order } from './use-call.ts';

/** What has been gathered, what it costs, and the one button. */
export function SummaryPanel({ call }: { call: Call }) {
  const { t, say } = useText(bookText);
  const { nearDay, time } = useFormat();
  const missing = [[call.caller, 'missingCaller'], [call.address, 'missingAddress'], [call.item, 'missingService'], [call.startAt, 'missingTime']] as const;
  const lacks = missing.filter(([value]) => !value).map(([, key]) => t(key));
  const worker = call.suggestions.value?.items.find(({ worker: { workerId } }) => workerId === call.workerId)?.worker.name;
  return (
    <Panel title={t('summary')}>
      <Facts of={[[t('caller'), call.caller?.name], [t('address'), call.address ? `${call.address.estateName} ${call.address.building} ${call.address.room}` : null], [t('service'), call.item ? `${say(call.item.name)} × ${call.quantity} ${say(call.item.unitLabel)}` : null], [t('time'), call.startAt ? `${nearDay(call.startAt)} ${time(call.startAt)}` : null], [t('worker'), call.startAt ? worker ?? t('fastest') : null]]} />
      {call.quote.value && call.item ? <PriceLines lines={call.quote.value.lines} totalFen={call.quote.value.totalFen} totalLabel={t('total')} /> : null}
      {lacks.length > 0 ? <p className={css.missing}>{t('missing', { what: lacks.join(' · ') })}</p> : null}
      <Button type="primary" size="large" block disabled={lacks.length > 0} loading={call.isPlacing} onClick={() => void call.placeOrder()} title={t('placeNote')} data-testid="book-place">{t('place')}</Button>
    </Panel>
  );
}

type Rail = View<'payments', 'listRails'>['items'][number]['rail'];

/** After placing: how the payment stands, the link to send, and on to the next call. */
export function PlacedPanel({ order: placed, onNext }: { order: Order; onNext: () => void }) {
  const { t, say, locale } = useText(bookText);
  const { openOrder } = useOpen();
  const order = useView(['orders', 'get', placed.orderId], () => api.orders.get({ orderId: placed.orderId }), { live: { subject: placed.orderId } }).value ?? placed;
  const start = useCommand(api.payments.start, { isQuiet: true, refreshes: [] });
  const [rail, setRail] = useState<Rail | null>(null);
  const rails = useView(['payments', 'listRails'], () => api.payments.listRails({}), { live: false, staleSeconds: 600 }).value?.items ?? [];
  const chosen = rails.find((one) => one.rail === rail) ?? rails[0];
  const { run } = start;
  const isHeld = placed.status === 'held';
  // A code to scan at the counter; whoever is far away pays on the page of her order.
  const code = useView(['payments', 'start', placed.orderId, chosen?.rail], () => run({ orderId: placed.orderId, rail: chosen!.rail, scene: chosen!.rail === 'wechat' ? 'native' : 'precreate' }).then((one) => one ?? null), { isReady: isHeld && chosen !== undefined, live: false, staleSeconds: 3600, isKept: false });
  const payLink = new URL(`/orders/${placed.orderId}`, location.origin).href;
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const isPaid = order.paidFen > 0;
  const title = order.status === 'cancelled' ? t('cancelledOrder') : order.status === 'draft' ? t('demandPlaced') : isPaid ? t('paid') : t('placed');
  const copy = (): void => { void navigator.clipboard?.writeText(payLink).then(() => showToast(t('copied'))); };
  return (
    <section className={css.done} data-testid="book-placed" aria-live="polite">
      <h2>{title}</h2>
      <div className={css.line}><OrderStatusPill status={order.status} label={order.statusLabel} /><span>{order.no}</span><Amount fen={order.totalFen} size="medium" /></div>
      {order.status === 'held' && order.payBefore ? <p>{t('placedNote', { time: formatStamp(order.payBefore, locale) })}</p> : order.status === 'draft' ? <p>{t('demandNote')}</p> : null}
      {order.status === 'held' ? (
        <>
          <div className={css.pay}>
            {rails.length > 1 ? <Segmented options={rails.map((one) => ({ value: one.rail, label: say(one.name) }))} value={chosen?.rail} onChange={(next) => setRail(next as Rail)} aria-label={t('payWith')} data-testid="pay-rail" /> : null}
            {code.value?.codeUrl ? <QRCode value={code.value.codeUrl} size={168} data-testid="pay-code" /> : code.value === null || (!code.isLoading && rails.length === 0) ? <p className={css.quiet}>{t('linkFailed')}</p> : <QRCode value="-" size={168} status="loading" />}
            {chosen ? <p className={css.quiet}>{t('scan', { rail: say(chosen.name) })}</p> : null}
          </div>
          <div className={css.line}><Input readOnly value={payLink} aria-label={t('payLink')} style={{ flex: 1 }} data-testid="pay-link" /><Button icon={<Copy size={15} />} onClick={copy}>{t('copyLink')}</Button></div>
        </>
      ) : null}
      <div className={css.line}><Button onClick={() => openOrder(order.orderId)} data-testid="book-open-order">{t('openOrder')}</Button><Button ref={next} type="primary" onClick={onNext} data-testid="book-next">{t('another')}</Button></div>
    </section>
  );
}

/** What was said, and the calls before. */
export function CallLog({ call }: { call: Call }) {
  const { t, locale } = useText(bookText);
  const calls = useView(['support', 'listCalls'], () => api.support.listCalls({ limit: 8 }), { live: ['followUp', 'order'], everySeconds: 60 });
  const logOnly = async (): Promise<void> => { if (await call.logCall()) { showToast(t('logged')); call.setCallWords(''); } };
  return (
    <Panel title={t('call')} note={call.order ? undefined : t('willLog')}>
      <Input.TextArea value={call.callWords} onChange={(event) => call.setCallWords(event.target.value)} rows={2} maxLength={500} placeholder={t('callWords')} aria-label={t('callWords')} data-testid="call-words" />
      <Button disabled={!call.caller?.phone || call.callWords.trim() === ''} onClick={() => void logOnly()}>{t('logCall')}</Button>
      <ul className={css.calls} aria-label={t('recentCalls')} tabIndex={0}>
        {calls.value?.items.length === 0 ? <li className={css.quiet}>{t('noCalls')}</li> : calls.value?.items.map((one) => <li key={one.callId}><span>{t(one.direction)} {one.maskedPhone}{one.orderNo ? ` · ${one.orderNo}` : ''}</span><small>{formatStamp(one.at, locale)} · {one.agentName}{one.words ? ` · ${one.words}` : ''}</small></li>)}
      </ul>
    </Panel>
  );
}
