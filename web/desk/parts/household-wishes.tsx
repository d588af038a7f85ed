import { api } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { formatStamp } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, StatusPill } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { householdText } from './household.text.ts';

/** Whom this family likes, whom it never wants again, and who will not go there: both ways dispatch keeps them apart, neither is told of the other's. */
export function HouseholdWishes({ customerId }: { customerId: string }) {
  const { t, locale } = useText(householdText);
  const { setParam } = useOpen();
  const wishes = useView(['workers', 'myWishes', customerId], () => api.workers.myWishes({ customerId }), { live: ['worker'], isKept: false });
  const declined = useView(['dispatch', 'declinedHouseholds', 'customer', customerId], () => api.dispatch.declinedHouseholds({ customerId }), { live: ['worker'], isKept: false });
  const rows = wishes.value && declined.value ? [
    ...wishes.value.items.map((one) => ({ key: `f${one.worker.workerId}`, kind: one.kind, workerId: one.worker.workerId, name: one.worker.name, reason: one.reason, setAt: one.setAt })),
    ...declined.value.items.map((one) => ({ key: `w${one.workerId}`, kind: 'declined' as const, workerId: one.workerId, name: one.workerName, reason: one.reason, setAt: one.setAt })),
  ] : undefined;
  const tones = { favourite: 'jade', blocked: 'danger', declined: 'warm' } as const;
  return (
    <Panel title={t('title')} note={t('note')}>
      <Faces of={{ ...wishes, value: rows, refusal: wishes.refusal ?? declined.refusal }} isEmpty={(some) => some.length === 0} empty={<p className={css.quiet}>{t('none')}</p>}>
        {(some) => <div data-testid="household-wishes">{some.map((one) => (
          <div key={one.key} className={css.pair}>
            <span className={css.cell}><button type="button" className={css.link} onClick={() => setParam('worker', one.workerId)}>{one.name}</button><small>{[one.reason, formatStamp(one.setAt, locale)].filter(Boolean).join(' · ')}</small></span>
            <StatusPill tone={tones[one.kind]}>{t(one.kind)}</StatusPill>
          </div>
        ))}</div>}
      </Faces>
    </Panel>
  );
}
