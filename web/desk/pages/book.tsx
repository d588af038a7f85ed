import type { KeyboardEvent } from 'react';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { useText } from '../../shared/i18n.ts';
import { AddressStep } from '../booking/address-step.tsx';
import css from '../booking/book.module.css';
import { bookText } from '../booking/book.text.ts';
import { CallerStep } from '../booking/caller-step.tsx';
import { CallLog, PlacedPanel, SummaryPanel } from '../booking/side-panels.tsx';
import { useCall } from '../booking/use-call.ts';
import { ServiceStep, TimeStep, WorkerStep } from '../booking/wish-steps.tsx';
import { useCatalog } from '../use-desk.ts';

/** The agent books for a caller: number, address, service, and the rest is proposed; Ctrl+Enter places it. */
export default function BookPage() {
  const { t } = useText(bookText);
  const call = useCall();
  const items = (useCatalog().value?.items ?? []).filter(({ bookingMode }) => bookingMode === 'slot');
  const place = (event: KeyboardEvent): void => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !call.order) void call.placeOrder(); };
  return (
    <Page title={t('title')} note={t('lead')}>
      <div role="group" aria-label={t('title')} className={css.grid} onKeyDown={place}>
        <div className={css.steps}>
          <CallerStep key={call.caller ? 'known' : 'unknown'} call={call} items={items} />
          {call.caller ? <AddressStep key={call.caller.personId} call={call} /> : <Later number={2} title={t('address')} />}
          {call.caller && call.address ? <ServiceStep call={call} items={items} /> : <Later number={3} title={t('service')} />}
          {call.item && call.address ? <><TimeStep call={call} /><WorkerStep call={call} /></> : <><Later number={4} title={t('time')} /><Later number={5} title={t('worker')} /></>}
        </div>
        <div className={css.side}>
          {call.order ? <PlacedPanel order={call.order} onNext={call.restart} /> : <SummaryPanel call={call} />}
          <CallLog call={call} />
        </div>
      </div>
    </Page>
  );
}

/** A step to come, so that the way is seen from the start. */
const Later = ({ number, title }: { number: number; title: string }) => <p className={css.later}>{number} · {title}</p>;
