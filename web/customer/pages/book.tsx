import { type ReactNode, useRef, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, Card, ChipsMulti, EmptyState, Faces, Notice, PriceLines, PricePeek, ServiceTile, SkeletonScreen, Stepper, TextArea } from '../../shared/kit/index.ts';
import { useSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { AddressStep } from '../book/address-step.tsx';
import css from '../book/book.module.css';
import { bookText } from '../book/book.text.ts';
import { RefusalSheet } from '../book/refusal-sheet.tsx';
import { TimeStep } from '../book/time-step.tsx';
import { useCheckout } from '../book/use-checkout.ts';
import { type Start, usePlan } from '../book/use-plan.ts';
import { WishStep } from '../book/wish-step.tsx';
import { WorkerStep } from '../book/worker-step.tsx';
import { Frame } from '../frame.tsx';
import { PaySheet } from '../parts/pay-sheet.tsx';
import type { ServiceItem } from '../parts/service-card.tsx';
import { text } from '../text.ts';
import { useIsWide } from '../use-is-wide.ts';
import { useUnit } from '../use-quantity.ts';

/** Booking on one page: where, when, who, how much. `?again=` fills it in as the last time. */
export default function Book({ itemId }: { itemId: string }) {
  const common = useText(text);
  const [params] = useSearchParams();
  const { isSignedIn } = useSession();
  const again = params.get('again');
  const item = useView(['catalog', 'getItem', itemId], () => api.catalog.getItem({ itemId }), { live: ['catalog'], staleSeconds: 120 });
  const last = useView(['orders', 'rebook', again], () => api.orders.rebook({ orderId: again! }), { isReady: again !== null && isSignedIn, live: false });
  // Signing in half way reads everything anew; what was chosen so far must stay on the page meanwhile.
  const seen = useRef<ServiceItem | null>(null);
  if (item.value) seen.current = item.value;
  const service = item.value ?? seen.current;
  const isWaiting = again !== null && isSignedIn && last.value === undefined && last.refusal === null;
  if (!service || isWaiting) return <Frame title={common.t('book')} back="/services"><Faces of={item} loading={<SkeletonScreen />}>{() => <SkeletonScreen />}</Faces></Frame>;
  const start: Start = last.value
    ? { quantity: last.value.quantity, workerId: last.value.workerId, addressId: last.value.addressId, wishedStartAt: last.value.wishedStartAt, note: last.value.note, memberIds: last.value.memberIds }
    : { quantity: Number(params.get('quantity')) || service.usualQuantity, workerId: params.get('worker'), addressId: null, wishedStartAt: null, note: '', memberIds: [] };
  return <BookBody key={last.value ? 'again' : 'new'} item={service} start={start} isAgain={last.value !== undefined} />;
}

function BookBody({ item, start, isAgain }: { item: ServiceItem; start: Start; isAgain: boolean }) {
  const { t, say } = useText(bookText);
  const common = useText(text);
  const isWide = useIsWide();
  const [, navigate] = useLocation();
  const plan = usePlan(item, start);
  const checkout = useCheckout(plan);
  const [wishedDay, setWishedDay] = useState<string | null>(null);
  const [closedArea, setClosedArea] = useState<string | null>(null);
  const [isNoted, setNoted] = useState(false);
  const { order } = checkout;
  const quote = plan.quote;

  const checkOut = async (other?: Parameters<typeof checkout.checkOut>[0]): Promise<void> => {
    const placed = await checkout.checkOut(other);
    if (placed && placed.status !== 'held') navigate(`/orders/${placed.orderId}`, { replace: true });
  };
  /** A demand; where nobody may come yet, the wish is noted with the call centre instead. */
  const postDemand = async (startAt: string | null): Promise<void> => {
    const address = plan.address ?? (await plan.keepPlace());
    if (!address) return;
    const placed = await checkout.postDemand(startAt, address.addressId);
    if (placed) navigate(`/orders/${placed.orderId}`, { replace: true });
  };
  const noteWish = async (area: string): Promise<void> => {
    const address = plan.address ?? (await plan.keepPlace());
    if (!address) return;
    const noted = await api.support.raiseTicket({ kind: 'consulting', words: t('closedWords', { place: address.full, item: say(item.name) }) }).catch(() => null);
    setClosedArea(area);
    if (noted) setNoted(true);
  };
  const isClosed = plan.isClosed || plan.slotsRefusal?.code === 'orders.address_closed';
  if (isNoted && closedArea) return (
    <Frame title={t('closedDone')} back="/"><EmptyState title={t('closedDone')} art="calm" action={<ButtonLink href="/" size="large">{t('backHome')}</ButtonLink>}>{t('closedDoneLead', { area: closedArea })}</EmptyState></Frame>
  );

  const primary = isClosed
    ? <Button size="large" isWide kind="warm" data-testid="book-closed" isBusy={plan.isKeeping} onClick={() => void noteWish(plan.address?.districtName ?? plan.place?.estate.districtName ?? '')}>{t('closedPost')}</Button>
    : plan.isPickingPlace
      ? <Button size="large" isWide data-testid="book-see-times" isBusy={plan.isKeeping} disabled={!plan.place?.building} onClick={() => void (plan.isSlotItem ? plan.keepPlace() : postDemand(wishedDay))}>{!plan.place ? t('pickEstate') : !plan.place.building ? t('pickBuilding') : plan.isSlotItem ? t('seeTimes') : t('demandPost')}</Button>
      : plan.isSlotItem
        ? <Button size="large" isWide data-testid="book-pay" isBusy={checkout.isRunning} disabled={!plan.isReady} onClick={() => void checkOut()}>{checkout.isRunning ? t('busy') : t('pay')}</Button>
        : <Button size="large" isWide data-testid="book-demand" isBusy={checkout.isRunning} disabled={plan.address === null} onClick={() => void postDemand(wishedDay)}>{t('demandPost')}</Button>;
  const peek = quote && quote.totalFen > 0 && !isWide ? <PricePeek lines={quote.lines} totalFen={quote.totalFen} title={plan.isSlotItem ? common.t('priceOf') : t('estimate')} /> : null;
  const price = quote ? <PriceLines lines={quote.lines} totalFen={quote.totalFen} /> : <SkeletonScreen />;

  return (
    <Frame title={isAgain ? t('again') : t('title', { item: say(item.name) })} back={`/services/${item.itemId}`} width="wide" {...(!isWide && { bar: <>{peek}{primary}</> })}>
      <div className={css.layout}>
        <div className={css.steps}>
          <ItemHead plan={plan} />
          {plan.isSlotItem ? null : <Notice tone="jade">{t('demandLead')}</Notice>}
          <Step n={1} title={t('address')}>
            <AddressStep plan={plan} />
            {isClosed ? <Notice tone="warm"><b>{t('closedTitle', { area: plan.address?.districtName ?? plan.place!.estate.districtName })}</b><br />{t('closedLead')}</Notice> : null}
          </Step>
          {plan.isSlotItem && !isClosed ? <Step n={2} title={t('time')}><TimeStep plan={plan} isPosting={checkout.isRunning} onPostDemand={() => void postDemand(null)} /></Step> : null}
          {plan.isSlotItem && !isClosed ? <Step n={3} title={t('worker')}><WorkerStep plan={plan} /></Step> : null}
          {plan.isSlotItem ? null : <Step n={2} title={t('wishedStart')}><WishStep value={wishedDay} onChange={setWishedDay} /></Step>}
          <Step n={!plan.isSlotItem ? 3 : isClosed ? 2 : 4} title={isWide ? t('note') : t('price')}>
            {isWide ? null : price}
            <Members plan={plan} />
            <TextArea isLabelHidden={isWide && plan.isSlotItem} label={plan.isSlotItem ? t('note') : t('demandNote')} isOptional rows={2} maxLength={500} placeholder={plan.isSlotItem ? t('noteHint') : t('demandNoteHint')} value={plan.note} onChange={plan.setNote} />
            <CancelRule item={item} />
          </Step>
        </div>
        {isWide ? <aside className={css.side}><Card title={plan.isSlotItem ? common.t('priceOf') : t('estimate')}>{price}<div className={css.sideBar}>{primary}</div></Card></aside> : null}
      </div>
      {order?.status === 'held' ? <PaySheet order={order} onClose={() => navigate(`/orders/${order.orderId}`, { replace: true })} onPaid={(paid) => navigate(`/orders/${paid.orderId}`, { replace: true })} /> : null}
      <RefusalSheet plan={plan} refusal={checkout.refusal} onClose={checkout.dismiss} isBusy={checkout.isRunning}
        onTake={(slot) => { plan.chooseSlot(slot); void checkOut({ startAt: slot.startAt, totalFen: slot.totalFen, workerId: plan.workerId }); }} onDemand={() => { checkout.dismiss(); void postDemand(null); }} />
    </Frame>
  );
}

function Step({ n, title, children }: { n: number; title: string; children: ReactNode }) {
  return <Card><h2 className={css.stepTitle}><b aria-hidden="true">{n}</b>{title}</h2><div className={css.stepBody}>{children}</div></Card>;
}

function ItemHead({ plan }: { plan: ReturnType<typeof usePlan> }) {
  const { t, say } = useText(bookText);
  const { item } = plan;
  const unit = useUnit()(item.unitLabel, plan.quantity);
  return (
    <div className={css.item}>
      <Link href={`/services/${item.itemId}`} className={css.itemName}><ServiceTile icon={item.icon} family={item.family} sizePixels={44} /><b>{say(item.name)}</b></Link>
      {item.maxQuantity > item.minQuantity ? <Stepper label={t('editQuantity')} value={plan.quantity} min={item.minQuantity} max={item.maxQuantity} step={item.stepQuantity} unit={unit} onChange={plan.setQuantity} /> : <span className={css.soft}>{plan.quantity} {unit}</span>}
    </div>
  );
}

/** For care it matters who is cared for; asked only where the household has told of somebody. */
function Members({ plan }: { plan: ReturnType<typeof usePlan> }) {
  const { t } = useText(bookText);
  const isCare = plan.item.segments.some((one) => one === 'elders' || one === 'infants');
  const members = useView(['accounts', 'listMembers'], () => api.accounts.listMembers({}), { isReady: plan.isSignedIn && isCare, live: false, staleSeconds: 120 });
  const others = members.value?.items.filter((one) => one.relation !== 'self') ?? [];
  if (!isCare || others.length === 0) return null;
  return <ChipsMulti label={t('members')} isLabelShown values={plan.memberIds} onChange={plan.setMemberIds} choices={others.map((one) => ({ value: one.memberId, label: one.name }))} />;
}

function CancelRule({ item }: { item: ServiceItem }) {
  const { t } = useText(bookText);
  const free = [...item.cancelTiers].filter((tier) => tier.refundPercent === 100).sort((a, b) => a.hoursBefore - b.hoursBefore)[0];
  return free ? <p className={css.soft}>{t('freeCancel', { hours: free.hoursBefore })} <Link href={`/services/${item.itemId}`} className={css.inlineLink}>{t('cancelRule')}</Link></p> : null;
}
