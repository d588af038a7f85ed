import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import { maskPhone } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Tag, isPhone, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from './book.module.css';
import { HouseholdWishes } from '../parts/household-wishes.tsx';
import { bookText } from './book.text.ts';
import type { Call, Item } from './use-call.ts';

/** Who is calling: eleven digits find or register; a known caller may simply want the same again. */
export function CallerStep({ call, items }: { call: Call; items: readonly Item[] }) {
  const { t } = useText(bookText);
  return (
    <Panel title={`1 · ${t('caller')}`} aside={call.caller && !call.order ? <Button size="small" onClick={() => call.restart()}>{t('otherCaller')}</Button> : null}>
      {call.caller ? <Known call={call} items={items} /> : <Finder call={call} />}
    </Panel>
  );
}

function Finder({ call }: { call: Call }) {
  const { t } = useText(bookText);
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  const [name, setName] = useState('');
  const nameInput = useRef<InputRef>(null);
  const typed = words.replaceAll(' ', '');
  const phone = isPhone(typed) ? typed : null;
  useEffect(() => {
    const timer = setTimeout(() => setAsked(phone ?? (/^\d*$/.test(typed) || typed.length < 2 ? '' : typed)), phone ? 0 : 300);
    return () => clearTimeout(timer);
  }, [phone, typed]);
  const found = useView(['accounts', 'findCustomer', asked], () => api.accounts.findCustomer({ q: asked }), { isReady: asked !== '', live: false, isKept: false });
  const items = found.value?.items ?? [];
  const isUnknown = asked !== '' && found.value !== undefined && items.length === 0;
  const open = useCommand(api.accounts.openHousehold, { refreshes: [], onDone: ({ personId }, input) => {
    showToast(t('openDone', { name: input.name }));
    call.setCaller({ personId, name: input.name, phone: input.phone, maskedPhone: maskPhone(input.phone), isNew: true });
  } });
  const choose = (one: (typeof items)[number]): void => call.setCaller({ personId: one.personId, name: one.name, phone, maskedPhone: one.maskedPhone, isNew: false });
  // A whole number belongs to one person: no key is needed to choose them.
  const only = phone !== null && asked === phone && items.length === 1 ? items[0] : undefined;
  useEffect(() => { if (only) choose(only); });
  useEffect(() => { if (isUnknown && phone) nameInput.current?.focus(); }, [isUnknown, phone]);
  const register = (): void => { if (phone && name.trim() !== '') void open.run({ phone, name: name.trim() }); };
  return (
    <>
      <Input autoFocus size="large" allowClear value={words} inputMode="tel" maxLength={30} onChange={(event) => setWords(event.target.value)} onPressEnter={() => { if (items[0]) choose(items[0]); }} placeholder={t('search')} aria-label={t('callerHint')} data-testid="book-phone" />
      {items.length > 0 ? (
        <div className={css.results} data-testid="book-found">
          {items.map((one) => <button key={one.personId} type="button" className={css.pick} onClick={() => choose(one)}><b>{one.name}</b><small>{one.maskedPhone} · {t('orders', { count: one.orderCount })}</small></button>)}
        </div>
      ) : null}
      {isUnknown && phone ? (
        <div className={css.ask}><label htmlFor="caller-name">{t('newCustomer')}</label><Input ref={nameInput} id="caller-name" value={name} maxLength={30} onChange={(event) => setName(event.target.value)} onPressEnter={register} placeholder={t('namePlaceholder')} data-testid="book-name" /><Button type="primary" loading={open.isRunning} disabled={name.trim() === ''} onClick={register} data-testid="book-open">{t('open')}</Button></div>
      ) : isUnknown ? <p className={css.quiet}>{t('needPhone')}</p> : null}
    </>
  );
}

function Known({ call, items }: { call: Call; items: readonly Item[] }) {
  const { t, say } = useText(bookText);
  const { nearDay, time } = useFormat();
  const { caller } = call;
  const orders = useView(['orders', 'search', 'customer', caller?.personId], () => api.orders.search({ customerId: caller!.personId, limit: 3 }), { isReady: caller?.isNew === false, live: false, isKept: false });
  const again = useCommand(({ orderId }: { orderId: string }) => api.orders.rebook({ orderId }), { refreshes: [], onDone: (same) => {
    const item = items.find(({ itemId }) => itemId === same.itemId);
    if (!item) return;
    call.setAddressId(same.addressId);
    call.chooseItem(item, same.quantity);
    call.setStartAt(same.wishedStartAt);
    call.setWorkerId(same.workerId);
    call.setNote(same.note);
  } });
  return (
    <>
      <div className={css.line} data-testid="book-caller"><b style={{ fontSize: 16 }}>{caller!.name}</b><span className={css.quiet}>{caller!.maskedPhone}</span><Tag tone={caller!.isNew ? 'warm' : 'jade'}>{t(caller!.isNew ? 'fresh' : 'known')}</Tag></div>
      {!call.order && !caller!.isNew ? <HouseholdWishes customerId={caller!.personId} /> : null}
      {!call.order && orders.value && orders.value.items.length > 0 ? (
        <div className={css.results} aria-label={t('lastOrders')} role="group">
          {orders.value.items.map((order) => (
            <button key={order.orderId} type="button" className={css.pick} disabled={again.isRunning} onClick={() => void again.run({ orderId: order.orderId })} data-testid="book-again"><b>{t('again')} · {say(order.itemName)}</b><small>{order.startAt ? `${nearDay(order.startAt)} ${time(order.startAt)}` : ''} · {order.workerName ?? order.estateName}</small></button>
          ))}
        </div>
      ) : null}
    </>
  );
}
