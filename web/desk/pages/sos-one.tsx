import { Button, Input, Radio } from 'antd';
import { Phone } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { HistoryTimeline } from '../../shared/desk/history-timeline.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import parts from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonScreen, StatusPill, showToast } from '../../shared/kit/index.ts';
import { MiniMap } from '../../shared/map/mini-map.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../sos/sos-desk.module.css';
import { sosDeskText } from '../sos/sos-desk.text.ts';
import { useHolds } from '../use-desk.ts';

type Sos = View<'support', 'getSos'>;
const outcomes = ['helped', 'emergencyServices', 'settled', 'falseAlarm'] as const;
const verdicts = ['excused', 'usual'] as const;

/** One call for help: who and where at a glance, the phone, what was done, and its end. */
export default function SosOne({ sosId }: { sosId: string }) {
  const { t, say } = useText(sosDeskText);
  const sos = useView(['support', 'getSos', sosId], () => api.support.getSos({ sosId }), { live: { subject: sosId }, everySeconds: 10 });
  if (sos.refusal?.status === 404) return <Page title={t('title')}><EmptyState title={say(sos.refusal)} art="search" action={<Link href="/sos">{t('back')}</Link>} /></Page>;
  return <Faces of={sos} loading={<SkeletonScreen />}>{(found) => <Body of={found} />}</Faces>;
}

function Body({ of }: { of: Sos }) {
  const { t, say } = useText(sosDeskText);
  const { time, instant } = useFormat();
  const mayAct = useHolds()('agent', 'dispatcher', 'operator');
  const take = useCommand(api.support.acknowledgeSos, { refreshes: [['support']] });
  return (
    <Page
      title={`${t(of.kind)} · ${of.personName}`}
      note={<StatusPill tone={of.state === 'open' ? 'danger' : of.state === 'acknowledged' ? 'warm' : 'grey'}>{of.state === 'closed' ? t('state_closed') : of.state === 'acknowledged' && of.acknowledgedByName ? t('taken', { name: of.acknowledgedByName }) : t(of.state)}</StatusPill>}
      aside={<><Link href="/sos">{t('back')}</Link>{of.state === 'open' && mayAct ? <Button type="primary" danger size="large" loading={take.isRunning} data-testid="sos-take" onClick={() => void take.run({ sosId: of.sosId })}>{t('take')}</Button> : null}</>}
    >
      {of.state === 'closed' ? null : <p className={css.urgent}>{t('emergency')}</p>}
      <div className={parts.wideLeft}>
        <div className={parts.stack}>
          <People of={of} mayAct={mayAct} />
          {of.state === 'acknowledged' && mayAct ? <Close of={of} /> : null}
          {of.state === 'closed' ? <Panel title={t('resolution')} note={of.closedByName && of.closedAt ? t('closedBy', { name: of.closedByName, time: instant(of.closedAt) }) : null}><p>{of.outcome ? t(of.outcome) : ''}{of.visit ? ` · ${t(of.visit)}` : ''}</p><p>{of.resolution}</p></Panel> : null}
          <Panel title={t('told')} note={of.nextLevelAt ? t('next', { time: time(of.nextLevelAt) }) : null}>
            <p>{of.told.map((one) => `${one.name}（${t('level', { level: one.level })} · ${time(one.at)} · ${one.isRung ? t('rung') : t('notRung')}）`).join('、') || '—'}</p>
          </Panel>
        </div>
        <Panel title={t('steps')}>
          {of.state !== 'closed' && mayAct ? <Note sosId={of.sosId} /> : null}
          <div data-testid="sos-steps"><HistoryTimeline entries={of.steps.map(({ at, words, byName }) => ({ at, words: { zh: say(words), en: say(words) }, ...(byName && { actorLabel: { zh: byName, en: byName } }) }))} /></div>
        </Panel>
      </div>
    </Page>
  );
}

function People({ of, mayAct }: { of: Sos; mayAct: boolean }) {
  const { t } = useText(sosDeskText);
  const { instant, distance } = useFormat();
  const { openOrder, openWorker } = useOpen();
  // The line rings both ends by itself; nothing is handed to the computer to dial.
  const call = useCommand(api.support.callOnSos, { refreshes: [['support', 'getSos']], onDone: ({ dialNumber }) => showToast(t('dialled', { number: dialNumber })) });
  const tellContact = useCommand(api.support.tellSosContact, { refreshes: [['support', 'getSos']] });
  const minutesLate = Math.floor((Date.parse(of.openedAt) - Date.parse(of.madeAt)) / 60_000);
  const isLive = of.state !== 'closed';
  const ring = (whom: 'raiser' | 'worker' | 'family'): void => void call.run({ sosId: of.sosId, whom });
  return (
    <Panel title={t('who')} note={t(of.side === 'other' ? 'side_other' : of.side)}>
      <Facts of={[
        [t('who'), <b key="w">{of.personName} · {of.maskedPhone}</b>],
        [t('home'), of.address === null ? <span key="a" className={parts.quiet}>{t('noVisit')}</span> : <b key="a" data-testid="sos-address">{of.address}</b>],
        [t('said'), of.words],
        [t('when'), [instant(of.madeAt), minutesLate > 0 ? t('late', { minutes: minutesLate }) : null, of.pressedTimes > 1 ? t('pressed', { count: of.pressedTimes }) : null].filter(Boolean).join(' · ')],
        [t('workerName'), of.workerId && of.workerName ? <button key="wk" type="button" className={parts.link} onClick={() => openWorker(of.workerId!)}>{of.workerName}</button> : null],
        [t('familyName'), of.familyName],
        [t('order'), of.orderId ? <button key="o" type="button" className={parts.link} onClick={() => openOrder(of.orderId!)}>{of.orderNo}</button> : null],
        [t('ticket'), of.ticketNo],
        [t('place'), of.place ? <span key="p">{of.place.metersFromHome === null ? '' : t('placeOf', { distance: distance(of.place.metersFromHome) })} <a href={`geo:${of.place.lat},${of.place.lon}`}>{t('placeMap')} {of.place.lat}, {of.place.lon}</a>{of.place.isDoubtful ? <b className={parts.danger}> {t('placeDoubt')}</b> : null}</span> : <span key="p" className={parts.quiet}>{t('placeNone')}</span>],
        [t('contact'), of.contact === null ? <span key="c" className={parts.quiet}>{t('contactNone')}</span> : `${of.contact.name}${of.contact.relation ? ` · ${of.contact.relation}` : ''} · ${of.contact.toldAt ? t('contactTold', { time: instant(of.contact.toldAt) }) : of.contact.mayBeTold ? t('contactYes') : t('contactNo')}`],
      ]} />
      {mayAct ? (
        <div className={css.acts}>
          <Button type={isLive ? 'primary' : 'default'} icon={<Phone size={16} />} loading={call.isRunning} data-testid="sos-call" onClick={() => ring('raiser')}>{t('callRaiser')}</Button>
          {of.side === 'family' && of.workerId ? <Button onClick={() => ring('worker')}>{t('callWorker')}</Button> : null}
          {of.side === 'worker' && of.orderId ? <Button onClick={() => ring('family')}>{t('callFamily')}</Button> : null}
          {isLive && of.contact?.mayBeTold && of.contact.toldAt === null ? <Button loading={tellContact.isRunning} onClick={() => void tellContact.run({ sosId: of.sosId })}>{t('tellContact')}</Button> : null}
        </div>
      ) : null}
      {of.home && of.place && !of.place.isDoubtful ? <MiniMap home={of.home} worker={of.place} distanceMeters={of.place.metersFromHome} heightPixels={150} /> : null}
    </Panel>
  );
}

function Note({ sosId }: { sosId: string }) {
  const { t } = useText(sosDeskText);
  const [words, setWords] = useState('');
  const note = useCommand(api.support.noteSos, { refreshes: [['support', 'getSos']], onDone: () => { setWords(''); showToast(t('added')); } });
  return (
    <div className={parts.form}>
      <Input.TextArea aria-label={t('write')} placeholder={t('write')} rows={2} maxLength={500} value={words} onChange={(event) => setWords(event.target.value)} />
      <Button disabled={words.trim() === ''} loading={note.isRunning} onClick={() => void note.run({ sosId, words: words.trim() })}>{t('add')}</Button>
    </div>
  );
}

/** The end of an alarm. Where a worker pressed on a visit, a person says how it counts; nothing is chosen beforehand. */
function Close({ of }: { of: Sos }) {
  const { t, say } = useText(sosDeskText);
  const [outcome, setOutcome] = useState<(typeof outcomes)[number] | null>(null);
  const [visit, setVisit] = useState<(typeof verdicts)[number] | null>(null);
  const [words, setWords] = useState('');
  const isAsked = of.side === 'worker' && of.orderId !== null;
  const close = useCommand(api.support.closeSos, { isQuiet: true, refreshes: [['support']], onDone: () => showToast(t('done')) });
  return (
    <Panel title={t('closeTitle')}>
      <div className={parts.form}>
        <Radio.Group aria-label={t('outcome')} value={outcome} onChange={(event) => setOutcome(event.target.value as (typeof outcomes)[number])} options={outcomes.map((value) => ({ value, label: t(value) }))} />
        {isAsked ? <fieldset className={parts.form} style={{ border: 0, padding: 0 }}><legend className={parts.strong}>{t('visit')}</legend><Radio.Group value={visit} onChange={(event) => setVisit(event.target.value as (typeof verdicts)[number])} options={verdicts.map((value) => ({ value, label: t(value) }))} /></fieldset> : null}
        <Input.TextArea aria-label={t('words')} placeholder={t('words')} rows={2} maxLength={500} value={words} onChange={(event) => setWords(event.target.value)} data-testid="sos-close-words" />
        {close.refusal ? <p className={parts.wrong} role="alert">{say(close.refusal)}</p> : null}
        <Button type="primary" disabled={outcome === null || words.trim() === '' || (isAsked && visit === null)} loading={close.isRunning} data-testid="sos-close" onClick={() => void close.run({ sosId: of.sosId, outcome: outcome!, words: words.trim(), ...(visit && { visit }) })}>{t('close')}</Button>
      </div>
    </Panel>
  );
}
