import { useText } from '../../shared/i18n.ts';
import { Notice } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import css from './field.module.css';
import { fieldText } from './field.text.ts';
import { type Refused, usePost } from './outbox.ts';

const aboutWords = { attendance: 'attendanceOf', checklist: 'checklistOf', signOff: 'signOffOf' } as const satisfies Record<Refused['kind'], string>;

/** Says plainly what has not reached the server, what it refused, and how old the shown list is. */
export function Unsent({ keptAt }: { keptAt: string | null }) {
  const { t, say } = useText(fieldText);
  const { instant } = useFormat();
  const { parcels, deliverAgain, refused, dismiss } = usePost();
  const isStuck = parcels.some((parcel) => parcel.isStuck);
  return (
    <>
      {keptAt ? <div data-testid="kept"><Notice tone="warm">{t('offline', { time: instant(keptAt) })}</Notice></div> : null}
      {isStuck ? <div data-testid="unsent" data-count={parcels.length}><Notice tone="warm">{t('unsent', { count: parcels.length })} <button type="button" className={css.send} data-testid="send-now" onClick={deliverAgain}>{t('sendNow')}</button></Notice></div> : null}
      {refused.map((one) => (
        <div key={one.key} data-testid="refused-parcel">
          <Notice tone="danger">
            <div className={css.refused}><span><b>{t('refusedOnes')}</b> {t(aboutWords[one.kind], { name: one.name })}<br /><small>{say(one.why)}</small></span><button type="button" className={css.send} onClick={() => dismiss(one.key)}>{t('dismiss')}</button></div>
          </Notice>
        </div>
      ))}
    </>
  );
}
