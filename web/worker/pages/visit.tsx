import { Phone } from 'lucide-react';
import { useLocation } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, ButtonLink, CanButton, Card, EmptyState, Faces, Notice, OrderStatusPill, Screen, ServiceTile, SkeletonScreen, TimelineBars, showToast } from '../../shared/kit/index.ts';
import { SosLink } from '../../shared/sos/sos-link.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { DeclineHome } from '../match/decline-home.tsx';
import { isUnderWay, phaseOf, stepsDone, visitSteps } from '../next-step.ts';
import { Unsent } from '../unsent.tsx';
import { type Visit, useCity, useVisit } from '../use-work.ts';
import { AbsentCustomer } from '../visit/absent.tsx';
import { AddressCard } from '../visit/address-card.tsx';
import { CheckInButton } from '../visit/check-in.tsx';
import { Checklist, ChecklistPreview, PostNotice } from '../visit/checklist.tsx';
import { BrokenPanel, DonePanel, RateHousehold } from '../visit/done.tsx';
import { DoorCodeButton } from '../visit/door-code.tsx';
import { FinishButton } from '../visit/finish.tsx';
import { HouseholdCard, PayCard } from '../visit/household-card.tsx';
import { Photos, TakenPhotos } from '../visit/photos.tsx';
import { SharePosition } from '../visit/share-position.tsx';
import css from '../visit/visit.module.css';
import { visitText } from '../visit/visit.text.ts';

/** One visit, one step at a time: the step stands on top, its one action at the thumb. */
export function VisitScreen({ orderId }: { orderId: string }) {
  const { t, say } = useText(visitText);
  const visit = useVisit(orderId);
  const hotline = useCity().value?.hotline;
  return (
    <Screen title={t('title')} back="/" actions={<><SosLink orderId={orderId} />{hotline ? <a className={css.desk} href={`tel:${hotline}`} aria-label={`${t('help')} ${hotline}`}><Phone size={23} aria-hidden="true" /></a> : null}</>}
      bar={visit.value ? <StepAction visit={visit.value} /> : null}>
      {visit.refusal?.status === 404 ? <EmptyState title={say(visit.refusal)} art="search" action={<ButtonLink href="/" size="large">{t('toToday')}</ButtonLink>}>{t('notMine')}</EmptyState> : <Faces of={visit} loading={<SkeletonScreen />}>{(found) => <Body visit={found} />}</Faces>}
    </Screen>
  );
}

const leads = { offered: 'leadOffered', depart: 'leadDepart', checkIn: 'leadCheckIn', confirm: 'leadConfirm', start: 'leadStart', work: 'leadWork', done: 'leadDone' } as const;

function Body({ visit }: { visit: Visit }) {
  const { t } = useText(visitText);
  const phase = phaseOf(visit);
  const isBefore = phase === 'depart' || phase === 'checkIn';
  return (
    <>
      <Head visit={visit} />
      {phase === 'broken' ? <BrokenPanel visit={visit} /> : null}
      {visit.isLate && isBefore ? <Notice tone="danger">{t('lateNote')}</Notice> : null}
      <PostNotice orderId={visit.orderId} />
      {phase === 'done' ? <><DonePanel visit={visit} /><RateHousehold visit={visit} /><DeclineHome visit={visit} /></> : null}
      {isBefore ? <><AddressCard visit={visit} /><SharePosition isUnderWay={isUnderWay(visit)} /></> : null}
      {phase === 'confirm' ? (
        <>
          <Card face="warm"><div className={css.stack}><p><b>{t('confirmLead')}</b></p><ul className={css.ways}><li>{t('confirmWay1')}</li><li>{t('confirmWay2')}</li></ul></div></Card>
          <ChecklistPreview visit={visit} />
          <AbsentCustomer visit={visit} />
        </>
      ) : null}
      {phase === 'start' ? <><Photos visit={visit} note={t('photoLater')} /><ChecklistPreview visit={visit} /></> : null}
      {phase === 'work' ? <><Checklist visit={visit} /><Photos visit={visit} /></> : null}
      {phase === 'done' || phase === 'broken' ? null : <HouseholdCard visit={visit} />}
      {phase === 'confirm' || phase === 'start' || phase === 'work' ? <AddressCard visit={visit} /> : null}
      {phase === 'broken' ? null : <PayCard visit={visit} />}
      {phase === 'done' || phase === 'broken' ? <TakenPhotos visit={visit} /> : null}
      {visit.workOrderNo ? <p className={css.no}>{t('no', { no: visit.workOrderNo })}</p> : null}
    </>
  );
}

function Head({ visit }: { visit: Visit }) {
  const { t, say } = useText(visitText);
  const format = useFormat();
  const phase = phaseOf(visit);
  const done = stepsDone(phase);
  const steps = visitSteps.map((key, index) => ({ key, state: phase === 'broken' ? 'broken' as const : index < done ? 'done' as const : index === done ? 'now' as const : 'next' as const }));
  return (
    <header className={css.head}>
      <div className={css.headTop}>
        <ServiceTile icon={visit.icon} family={visit.family} sizePixels={52} />
        <span><b>{say(visit.itemName)}</b><span>{visit.startAt && visit.endAt ? format.timeWindow(visit.startAt, visit.endAt) : ''}</span><span>{visit.estateName}</span></span>
      </div>
      {phase === 'broken' || phase === 'done' ? <OrderStatusPill status={visit.status} label={visit.statusLabel} /> : (
        <>
          <TimelineBars label={t('stepOf', { step: Math.min(5, done + 1) })} steps={steps} />
          <div className={css.lead}><h2>{t(leads[phase])}</h2><small>{t('stepOf', { step: Math.min(5, done + 1) })}</small></div>
        </>
      )}
    </header>
  );
}

/** The one thing to do now. */
function StepAction({ visit }: { visit: Visit }) {
  const { t } = useText(visitText);
  const [, navigate] = useLocation();
  const phase = phaseOf(visit);
  const toTop = (): void => window.scrollTo({ top: 0 });
  const depart = useCommand(api.orders.depart, { onDone: () => { toTop(); showToast(t('departed')); } });
  const start = useCommand(api.orders.startService, { onDone: () => { toTop(); showToast(t('started')); } });
  const { orderId } = visit;
  return (
    <div className={css.action}>
      {phase === 'offered' ? <ButtonLink href="/offers" size="large" isWide>{t('toOffers')}</ButtonLink> : null}
      {phase === 'depart' ? <><CanButton can={visit.can['depart']} size="large" isWide isBusy={depart.isRunning} data-testid="visit-depart" onClick={() => void depart.run({ orderId })}>{t('depart')}</CanButton>{visit.can['depart']?.isAllowed ? <small>{t('departNote')}</small> : null}<Unsent refusal={depart.refusal} onRetry={() => void depart.run({ orderId })} /></> : null}
      {phase === 'checkIn' ? <CheckInButton visit={visit} /> : null}
      {phase === 'confirm' ? <DoorCodeButton visit={visit} /> : null}
      {phase === 'start' ? <><CanButton can={visit.can['startService']} size="large" isWide isBusy={start.isRunning} data-testid="visit-start" onClick={() => void start.run({ orderId })}>{t('start')}</CanButton><Unsent refusal={start.refusal} onRetry={() => void start.run({ orderId })} /></> : null}
      {phase === 'work' ? <FinishButton visit={visit} /> : null}
      {phase === 'done' || phase === 'broken' ? <Button size="large" isWide data-testid="visit-home" onClick={() => navigate('/')}>{t('doneToday')}</Button> : null}
    </div>
  );
}
