import { Button, Input, Popover } from 'antd';
import { Ban, CloudRain, FileX2, Thermometer, TrafficCone } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import { api } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonList, StatusPill } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { RepairResult } from '../plan/repair-dialog.tsx';
import css from '../plan/repair.module.css';
import { repairText } from '../plan/repair.text.ts';
import { type DisruptionKind, type Repair, useRepair } from '../plan/use-repair.ts';
import { useHolds } from '../use-desk.ts';

const kinds: readonly { kind: DisruptionKind; Icon: ComponentType<{ size?: number }> }[] = [
  { kind: 'workerIll', Icon: Thermometer }, { kind: 'districtFlooded', Icon: CloudRain }, { kind: 'traffic', Icon: TrafficCone }, { kind: 'papersRecalled', Icon: FileX2 }, { kind: 'merchantSuspended', Icon: Ban },
];

/** What upsets a day and what was done about it: begin a repair, look at former ones, lift what is over. */
export default function RepairsPage() {
  const { t } = useText(repairText);
  const { open } = useRepair();
  const holds = useHolds();
  const mayRepair = holds('dispatcher', 'operator');
  const repairs = useView(['dispatch', 'listRepairs'], () => api.dispatch.listRepairs({}), { live: ['repair'] });
  const shown = kinds.filter(({ kind }) => (kind === 'merchantSuspended' || kind === 'papersRecalled' ? holds('operator') : true));
  return (
    <Page title={t('title')} note={t('lead')}>
      {mayRepair ? <div className={css.kinds} data-testid="repair-kinds">{shown.map(({ kind, Icon }) => <button key={kind} type="button" className={css.kind} onClick={() => open(kind)}><Icon size={24} /><b>{t(kind)}</b><small>{t(`${kind}Note`)}</small></button>)}</div> : null}
      <Panel title={t('recent')}>
        <Faces of={repairs} loading={<SkeletonList count={3} />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('none')} art="calm">{t('noneNote')}</EmptyState>}>
          {({ items }) => <div data-testid="repairs">{items.map((repair) => <OneRepair key={repair.disruptionId} repair={repair} mayLift={mayRepair} />)}</div>}
        </Faces>
      </Panel>
    </Page>
  );
}

function OneRepair({ repair, mayLift }: { repair: Repair; mayLift: boolean }) {
  const { t, say } = useText(repairText);
  const { instant, until } = useFormat();
  const { openWorker } = useOpen();
  const [isOpen, setOpen] = useState(false);
  const isWorkers = repair.kind === 'workerIll' || repair.kind === 'papersRecalled';
  return (
    <div className={css.repair} data-testid="repair-row" data-state={repair.state}>
      <span>
        {say(repair.words)}<br />
        <small>{instant(repair.at)}{repair.byName ? ` · ${t('by', { name: repair.byName })}` : ''}{repair.until ? ` · ${t('untilTime', { time: until(repair.until) })}` : ''} · {t('moved', { count: repair.moves.length })}{repair.left.length > 0 ? ` · ${t('leftCount', { count: repair.left.length })}` : ''}</small>
      </span>
      <span className={css.acts}>
        <StatusPill tone={repair.state === 'lifted' ? 'grey' : 'warm'}>{t(repair.state === 'lifted' ? 'lifted' : 'done')}</StatusPill>
        {isWorkers ? <Button size="small" onClick={() => openWorker(repair.subject.id)}>{repair.subject.name}</Button> : null}
        {repair.moves.length + repair.left.length > 0 ? <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t('see')}</Button> : null}
        {mayLift && repair.canLift && repair.disruptionId ? <Lift repair={repair} disruptionId={repair.disruptionId} /> : null}
      </span>
      {isOpen ? <div className={css.detail}><RepairResult repair={repair} isBare /></div> : null}
    </div>
  );
}

function Lift({ repair, disruptionId }: { repair: Repair; disruptionId: string }) {
  const { t } = useText(repairText);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState<string>(t(repair.kind === 'workerIll' ? 'liftReason' : repair.kind === 'districtFlooded' || repair.kind === 'traffic' ? 'liftReasonFlood' : 'liftReasonOther'));
  const lift = useCommand(api.dispatch.liftDisruption, { onDone: () => setOpen(false) });
  const send = (): void => { if (reason.trim() !== '') void lift.run({ disruptionId, reason: reason.trim() }); };
  return (
    <Popover
      trigger="click" open={isOpen} onOpenChange={setOpen} title={t('liftTitle')}
      content={<div className={css.lift}><p className={css.quiet}>{t('liftLead')}</p><Input value={reason} maxLength={200} aria-label={t('reason')} onChange={(event) => setReason(event.target.value)} onPressEnter={send} /><Button type="primary" loading={lift.isRunning} disabled={reason.trim() === ''} onClick={send} data-testid="repair-lift-confirm">{t('lift')}</Button></div>}
    >
      <Button size="small" data-testid="repair-lift">{t('lift')}</Button>
    </Popover>
  );
}
