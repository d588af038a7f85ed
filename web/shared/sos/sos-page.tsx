import { Flame, PhoneCall, ShieldAlert, Siren, Stethoscope } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api, type View } from '../api.ts';
import { useText } from '../i18n.ts';
import { Button, Card, Chips, Notice, Switch, showToast } from '../kit/index.ts';
import { useParcelsOf } from '../outbox.ts';
import { useCommand } from '../use-command.ts';
import { useFormat } from '../use-format.ts';
import { useMe } from '../use-session.tsx';
import { useView } from '../use-view.ts';
import { EmergencyContact } from './emergency-contact.tsx';
import { HoldButton } from './hold-button.tsx';
import { boxOf, onSent } from './sos-box.ts';
import css from './sos.module.css';
import { sosText } from './sos.text.ts';

type Mine = View<'support', 'raiseSos'>;
const kinds = ['threat', 'injury', 'hazard', 'illness', 'other'] as const;
const hotlineKey = 'linli.sos.hotline';

const subscribeOnline = (listener: () => void): (() => void) => {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
};

/** Numbers first, then the one button; it works without a network and says so. `orderId` is the visit it is about. */
export function SosBody({ orderId, isFamily = false }: { orderId: string | null; isFamily?: boolean }) {
  const { t } = useText(sosText);
  const { personId } = useMe();
  const box = boxOf(personId);
  const waiting = useParcelsOf(box);
  const isOnline = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  const mine = useView(['support', 'mySos'], () => api.support.mySos({}), { live: ['sos'], everySeconds: 5 });
  const [sent, setSent] = useState<Mine | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const { reload } = mine;
  useEffect(() => onSent((next) => { setFailed(next === null); if (next) setSent(next); void reload(); }), [reload]);
  const alarm = mine.value?.alarm && (!sent || mine.value.alarm.sosId === sent.sosId) ? mine.value.alarm : sent;
  const isUnsent = waiting.length > 0 && (!isOnline || waiting.some(({ isStuck }) => isStuck));
  const isRunning = alarm !== null && alarm.state !== 'closed';
  return (
    <>
      {isUnsent || hasFailed ? <section className={css.unsent} role="alert" data-testid="sos-unsent"><b>{isUnsent ? t('unsent') : t('failed')}</b><p>{t('unsentLead')}</p></section> : null}
      <Numbers />
      {isUnsent ? <p className={css.soft}>{t('unsentAfter')}</p> : null}
      {!isUnsent && waiting.length > 0 ? <Notice tone="sky">{t('sending')}</Notice> : null}
      {alarm && waiting.length === 0 ? <Status of={alarm} /> : null}
      <Raise key={isRunning ? 'again' : 'first'} orderId={orderId} isAgain={isRunning || waiting.length > 0} onPost={(press) => void box.post(press)} />
      <p className={css.soft}>{isFamily ? t('noFaultFamily') : t('noFault')}</p>
      <EmergencyContact of={mine.value?.contact ?? null} isKnown={mine.value !== undefined} />
    </>
  );
}

/** Who helps fastest; the desk's number is remembered for a phone that has no network. */
function Numbers() {
  const { t } = useText(sosText);
  const city = useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });
  const hotline = city.value?.hotline ?? localStorage.getItem(hotlineKey) ?? '';
  useEffect(() => { if (city.value?.hotline) localStorage.setItem(hotlineKey, city.value.hotline); }, [city.value?.hotline]);
  const numbers = [['110', t('police'), ShieldAlert], ['120', t('ambulance'), Stethoscope], ['119', t('fire'), Flame]] as const;
  return (
    <section className={css.numbers} aria-label={t('first')}>
      <h2>{t('first')}</h2>
      <div>{numbers.map(([number, label, Icon]) => <a key={number} href={`tel:${number}`} data-testid={`sos-tel-${number}`}><Icon size={24} aria-hidden="true" />{label}</a>)}</div>
      {hotline ? <a className={css.desk} href={`tel:${hotline}`}><PhoneCall size={20} aria-hidden="true" />{t('desk', { hotline })}</a> : null}
    </section>
  );
}

type Press = Parameters<ReturnType<typeof boxOf>['post']>[0];

function Raise({ orderId, isAgain, onPost }: { orderId: string | null; isAgain: boolean; onPost: (press: Press) => void }) {
  const { t } = useText(sosText);
  const [kind, setKind] = useState<(typeof kinds)[number] | null>(null);
  const [place, setPlace] = useState<'off' | 'asking' | 'none' | { lon: number; lat: number }>('off');
  const locate = (isOn: boolean): void => {
    if (!isOn) return setPlace('off');
    if (!('geolocation' in navigator)) return setPlace('none');
    setPlace('asking');
    navigator.geolocation.getCurrentPosition(({ coords }) => setPlace((was) => (was === 'off' ? was : { lon: Math.round(coords.longitude * 1000) / 1000, lat: Math.round(coords.latitude * 1000) / 1000 })), () => setPlace('none'), { timeout: 8000, maximumAge: 60_000 });
    return undefined;
  };
  return (
    <Card>
      <div className={css.stack}>
        <Chips label={t('what')} isLabelShown value={kind} onChange={setKind} choices={kinds.map((value) => ({ value, label: t(value) }))} />
        <Switch label={t('place')} note={place === 'asking' ? t('placeAsking') : place === 'none' ? t('placeNone') : t('placeNote')} isOn={place !== 'off'} onChange={locate} />
        {/* Somebody who cannot choose now is not asked to. */}
        <HoldButton label={isAgain ? t('again') : t('press')} armed={t('pressTwice')} icon={<Siren size={26} aria-hidden="true" />} onFire={() => onPost({ kind: kind ?? 'other', ...(orderId && { orderId }), ...(typeof place === 'object' && place) })} />
        <p className={css.soft}>{t('pressNote')}</p>
      </div>
    </Card>
  );
}

/** How the alarm stands, and the two words that can be said without talking. */
function Status({ of }: { of: Mine }) {
  const { t, say } = useText(sosText);
  const { instant } = useFormat();
  const tell = useCommand(api.support.sayOnSos, { refreshes: [['support', 'mySos']], onDone: () => showToast(t('said')) });
  return (
    <section className={css.status} data-state={of.state} role="status" data-testid="sos-status">
      <b>{t(of.state)}</b>
      <p>{say(of.words)}</p>
      <small>{[t('sentAt', { time: instant(of.openedAt) }), of.orderNo ? t('order', { no: of.orderNo }) : '', of.isContactTold ? t('contactTold') : ''].filter(Boolean).join(' · ')}</small>
      {of.state === 'closed' ? null : (
        <div className={css.two}>
          <Button kind="secondary" disabled={tell.isRunning} data-testid="sos-safe" onClick={() => void tell.run({ sosId: of.sosId, what: 'safe' })}>{t('safe')}</Button>
          <Button kind="secondary" disabled={tell.isRunning} onClick={() => void tell.run({ sosId: of.sosId, what: 'mistake' })}>{t('mistake')}</Button>
        </div>
      )}
    </section>
  );
}
