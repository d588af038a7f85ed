import { Button, Select } from 'antd';
import { api } from '../../shared/api.ts';
import { DayPicker, useDay } from '../../shared/desk/day-picker.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import { useOpen } from '../../shared/desk/use-open.ts';
import { useShortcut } from '../../shared/desk/use-shortcut.ts';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonList, StatusPill } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useNow } from '../../shared/use-now.ts';
import { useView } from '../../shared/use-view.ts';
import { type Plan, PlanCard, planTones } from '../plan/plan-card.tsx';
import css from '../plan/plan.module.css';
import { planText } from '../plan/plan.text.ts';
import { useDistricts, useHolds } from '../use-desk.ts';

/** A better plan for a district's day: asked for, looked at, carried out or laid aside, and taken back. */
export default function PlanPage() {
  const { t } = useText(planText);
  const now = useNow();
  const [day, go] = useDay(now);
  const { param, setParams } = useOpen();
  const holds = useHolds();
  const mayDecide = holds('dispatcher', 'operator');
  const districts = useDistricts();
  const districtId = param('district');
  const planId = param('plan');
  const plans = useView(['dispatch', 'listPlans', day], () => api.dispatch.listPlans({ day }), { live: ['plan'] });
  const asked = useView(['dispatch', 'getPlan', planId], () => api.dispatch.getPlan({ planId: planId! }), { isReady: planId !== null, live: ['plan', 'order'], isKept: false });
  const newest = plans.value?.items.find((plan) => plan.districtId === districtId);
  const shown = planId !== null ? asked.value : newest;
  // The socket brings the answer; where there is none, looking again does.
  useView(['dispatch', 'getPlan', shown?.planId, 'thinking'], async () => {
    const plan = await api.dispatch.getPlan({ planId: shown!.planId });
    if (plan.state !== 'thinking') { plans.reload(); if (planId !== null) asked.reload(); }
    return plan.state;
  }, { isReady: shown?.state === 'thinking', live: false, everySeconds: 2, staleSeconds: 0 });
  const start = useCommand(api.dispatch.startPlan, { onDone: (plan) => setParams({ plan: null, district: plan.districtId, day: plan.day }) });
  const ask = (cell: { districtId: string; day: string } | null): void => { if (cell && mayDecide && !start.isRunning) void start.run({ districtId: cell.districtId, day: cell.day }); };
  const cell = districtId ? { districtId, day } : shown ? { districtId: shown.districtId, day: shown.day } : null;
  useShortcut('p', () => ask(cell), t('keyStart'));
  const others = (plans.value?.items ?? []).filter((plan) => plan.planId !== shown?.planId);
  return (
    <Page title={t('title')} note={t('lead')} aside={<DayPicker day={planId !== null && shown ? shown.day : day} today={dayOf(now)} onChange={(next) => { setParams({ plan: null }); go(next); }} />}>
      <div className={css.ask}>
        <Select style={{ width: 200 }} aria-label={t('district')} placeholder={t('district')} value={cell?.districtId ?? null} onChange={(value: string) => setParams({ district: value, plan: null })} options={(districts.value?.items ?? []).map((district) => ({ value: district.districtId, label: district.name }))} />
        {mayDecide ? <Button type="primary" loading={start.isRunning} disabled={cell === null || shown?.state === 'thinking'} onClick={() => ask(cell)} data-testid="plan-start" title={cell === null ? t('pickDistrict') : undefined}>{t('start')}</Button> : null}
      </div>
      <Faces of={plans} loading={<SkeletonList count={4} />}>
        {() => (
          <>
            {shown ? <PlanCard key={shown.planId} plan={shown} now={now} mayDecide={mayDecide} isAsking={start.isRunning} onAgain={() => ask({ districtId: shown.districtId, day: shown.day })} /> : others.length === 0 ? <EmptyState title={t('none')} art="calm">{t('noneNote')}</EmptyState> : null}
            {others.length > 0 ? <Panel title={t('others')} note={String(others.length)}><div className={css.others} data-testid="plans">{others.map((plan) => <OtherPlan key={plan.planId} plan={plan} onOpen={() => setParams({ plan: plan.planId, district: plan.districtId })} />)}</div></Panel> : null}
          </>
        )}
      </Faces>
    </Page>
  );
}

function OtherPlan({ plan, onOpen }: { plan: Plan; onOpen: () => void }) {
  const { t, say } = useText(planText);
  const { time } = useFormat();
  return (
    <button type="button" className={css.other} onClick={onOpen}>
      <span>{plan.districtName}<br /><small>{time(plan.askedAt)}</small></span><span>{say(plan.words)}<br /><small>{say(plan.cause.words)} · {plan.byName ? t('by', { name: plan.byName }) : t('bySystem')}</small></span><StatusPill tone={planTones[plan.state]}>{t(plan.state)}</StatusPill>
    </button>
  );
}
