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

type Conduct = View<'workers', 'conductAppeals'>['items'][number];
type State = 'open' | 'accepted' | 'rejected';
const tones = { open: 'warm', accepted: 'jade', rejected: 'grey' } as const;

/** Appeals against steps: warnings, retrainings, suspensions, removals. An operator decides, never who took the step. */
export function ConductAppeals({ state }: { state: State }) {
  const { t } = useText(appealsText);
  const found = useView(['workers', 'conductAppeals', state], () => api.workers.conductAppeals({ state }), { live: ['worker'], everySeconds: 60 });
  return (
    <Faces of={found} loading={<SkeletonList count={3} />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('emptyConduct')} art="calm">{t('emptyOther')}</EmptyState>}>
      {({ items }) => <div className={css.stack} data-testid="conduct-appeals">{items.map((one) => <AppealCard key={one.conductId} of={one} />)}</div>}
    </Faces>
  );
}

function AppealCard({ of }: { of: Conduct }) {
  const { t, say } = useText(appealsText);
  const { day, instant } = useFormat();
  const { openWorker } = useOpen();
  const isOperator = useHolds()('operator');
  const decide = useCommand(api.workers.decideConduct, { refreshes: [['workers']], onDone: () => showToast(t('done')) });
  const appeal = of.appeal!;
  return (
    <Panel title={<button type="button" className={css.link} onClick={() => openWorker(of.workerId)}>{of.workerName}</button>} note={`${t('at')} ${instant(appeal.at)}`} aside={<StatusPill tone={tones[appeal.state]}>{t(appeal.state)}</StatusPill>}>
      <p>{appeal.words}</p>
      <Facts of={[
        [t('step'), `${say(of.kindName)} · ${of.reason}`], [t('evidence'), of.evidence], [t('takenBy'), `${of.byName} · ${day(of.at)}${of.until ? ` · ${t('until', { date: day(of.until) })}` : ''}`],
        [t('words'), appeal.decidedAt ? `${appeal.decisionWords} · ${instant(appeal.decidedAt)}` : null],
      ]} />
      {appeal.state !== 'open' ? null : !isOperator ? <p className={css.quiet}>{t('needOperator')}</p> : of.isOwnStep ? <p className={css.quiet}>{t('ownStep')}</p> : <DecideLine quick={[t('q1'), t('q4')]} isBusy={decide.isRunning} onDecide={(isAccepted, words) => void decide.run({ conductId: of.conductId, isAccepted, words })} />}
    </Panel>
  );
}
