import { InputNumber } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { appealsText } from '../pages/appeals.text.ts';
import { useHolds } from '../use-desk.ts';
import { DecideLine } from './decide-line.tsx';

type Appeal = View<'workers', 'listLadderAppeals'>['items'][number];
type State = Appeal['state'];
const tones = { open: 'warm', accepted: 'jade', rejected: 'grey' } as const;
const hoursOf = (minutes: number): number => Math.round(minutes / 6) / 10;

/** Appeals about levels: what was found missing of her hours is added, the level follows by itself. */
export function LadderAppeals({ state }: { state: State }) {
  const { t } = useText(appealsText);
  const found = useView(['workers', 'listLadderAppeals', state], () => api.workers.listLadderAppeals({ state, limit: 100 }), { live: ['worker'], everySeconds: 60 });
  return (
    <Faces of={found} loading={<SkeletonList count={3} />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('emptyLadder')} art="calm">{t('emptyOther')}</EmptyState>}>
      {({ items }) => <div className={css.stack} data-testid="ladder-appeals">{items.map((one) => <AppealCard key={one.appealId} of={one} />)}</div>}
    </Faces>
  );
}

function AppealCard({ of }: { of: Appeal }) {
  const { t } = useText(appealsText);
  const { instant } = useFormat();
  const { openWorker } = useOpen();
  const isOperator = useHolds()('operator');
  const [hours, setHours] = useState<number | null>(hoursOf(of.claimedMinutes));
  const decide = useCommand(api.workers.decideLadderAppeal, { refreshes: [['workers']], onDone: () => showToast(t('done')) });
  return (
    <Panel title={<button type="button" className={css.link} onClick={() => openWorker(of.workerId)}>{of.workerName}</button>} note={`${t('at')} ${instant(of.at)} · ${t('levelNow', { level: of.level })}`} aside={<StatusPill tone={tones[of.state]}>{t(of.state)}</StatusPill>}>
      <p>{of.words}</p>
      <Facts of={[
        [t('claimed'), of.claimedMinutes > 0 ? t('hours', { hours: hoursOf(of.claimedMinutes) }) : null], [t('granted'), of.grantedMinutes > 0 ? t('hours', { hours: hoursOf(of.grantedMinutes) }) : null],
        [t('words'), of.decidedAt ? `${of.decisionWords} · ${t('by', { name: of.decidedByName ?? '' })} ${instant(of.decidedAt)}` : null],
      ]} />
      {of.state !== 'open' ? null : !isOperator ? <p className={css.quiet}>{t('needOperator')}</p> : (
        <DecideLine quick={[t('q5'), t('q4')]} isBusy={decide.isRunning} onDecide={(isAccepted, words) => void decide.run({ appealId: of.appealId, isAccepted, grantedMinutes: isAccepted ? Math.min(of.claimedMinutes, Math.round((hours ?? 0) * 60)) : 0, words })}>
          {of.claimedMinutes > 0 ? <label>{t('grant')}<InputNumber min={0} max={hoursOf(of.claimedMinutes)} precision={1} value={hours} onChange={setHours} suffix={<small>{t('grantHint', { hours: hoursOf(of.claimedMinutes) })}</small>} style={{ width: 240 }} /></label> : null}
        </DecideLine>
      )}
    </Panel>
  );
}
