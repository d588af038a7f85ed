import { Button } from 'antd';
import { BellOff, BellRing, Siren } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { useHolds } from '../use-desk.ts';
import css from './sos-desk.module.css';
import { sosDeskText } from './sos-desk.text.ts';
import { useSiren } from './use-siren.ts';

/** Alarms that are not closed; asked for again every quarter of a minute in case the line to the server is down. */
export const useAlarms = () => {
  const holds = useHolds();
  return useView(['support', 'listSos', 'live'], () => api.support.listSos({ state: 'live' }), { live: ['sos'], everySeconds: 15, isReady: holds('agent', 'dispatcher', 'operator', 'auditor') });
};

/** Above every page of the desk while somebody calls for help and nobody has taken it. */
export function AlarmBar() {
  const { t, say } = useText(sosDeskText);
  const { relative } = useFormat();
  const [, navigate] = useLocation();
  const [silenced, setSilenced] = useState<string>('');
  const mayTake = useHolds()('agent', 'dispatcher', 'operator');
  const found = useAlarms();
  const open = (found.value?.items ?? []).filter(({ state }) => state === 'open');
  const ids = open.map(({ sosId }) => sosId).join(' ');
  const isRinging = mayTake && open.length > 0 && silenced !== ids;
  const { isHeard } = useSiren(isRinging);
  const take = useCommand(api.support.acknowledgeSos, { refreshes: [['support']], onDone: ({ sosId }) => navigate(`/sos/${sosId}`) });
  if (open.length === 0) return null;
  return (
    <section className={css.bar} role="alert" data-testid="alarm-bar">
      <div className={css.barHead}>
        <Siren size={22} aria-hidden="true" /><b>{t('alarms', { count: open.length })}</b>
        <span>{found.value!.isFallback ? t('nobodyOnCall', { names: found.value!.onCall.join('、') }) : t('onCall', { names: found.value!.onCall.join('、') })}</span>
        {isRinging && !isHeard ? <Button size="small" icon={<BellRing size={15} />}>{t('soundOff')}</Button> : null}
        {isRinging && isHeard ? <Button size="small" icon={<BellOff size={15} />} onClick={() => setSilenced(ids)}>{t('silent')}</Button> : null}
      </div>
      {open.map((one) => (
        <div key={one.sosId} className={css.barRow}>
          <Link href={`/sos/${one.sosId}`}><b>{t(one.kind)}</b> {t(one.side === 'other' ? 'side_other' : one.side)} {one.personName}{one.estateName ? ` · ${one.estateName}` : ''} · {relative(one.openedAt)}</Link>
          {mayTake ? <Button type="primary" danger loading={take.isRunning} data-testid="alarm-take" onClick={() => void take.run({ sosId: one.sosId })}>{t('take')}</Button> : null}
        </div>
      ))}
      {take.refusal ? <p role="status">{say(take.refusal)}</p> : null}
    </section>
  );
}
