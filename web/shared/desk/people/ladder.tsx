import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import { Faces, Notice, SkeletonList, Tag, showToast } from '../../kit/index.ts';
import { useCommand } from '../../use-command.ts';
import { useFormat } from '../../use-format.ts';
import { useView } from '../../use-view.ts';
import { Panel } from '../panel.tsx';
import css from '../parts.module.css';
import { ReasonLine } from '../reason-line.tsx';
import { useHolds } from '../use-param.ts';
import peopleCss from './people.module.css';
import { peopleText } from './people.text.ts';

type Ladder = View<'workers', 'getLadder'>;
const SHOWN_CHANGES = 3;

/** Which level is hers, what is missing for the next, and the team or station she runs: level 5 asks for one, and an operator registers it. */
export function LadderPanel({ workerId }: { workerId: string }) {
  const { t, say } = useText(peopleText);
  const { day } = useFormat();
  const found = useView(['workers', 'getLadder', workerId], () => api.workers.getLadder({ workerId }), { live: ['worker', 'certificate'] });
  const nameOf = (level: number, name: { zh: string; en: string }): string => (level === 0 ? t('trainee') : t('levelName', { level, name: say(name) }));
  return (
    <Panel title={t('ladder')} note={t('computed')} aside={found.value ? <Tag tone="jade">{nameOf(found.value.level, found.value.name)}</Tag> : null}>
      <Faces of={found} loading={<SkeletonList count={1} />}>
        {(ladder) => (
          <div className={css.stack} data-testid="ladder">
            {ladder.missing.length === 0 ? <p className={css.quiet}>{t('top')}</p> : <div><small className={css.quiet}>{t('missing')}</small><ul className={peopleCss.missing}>{ladder.missing.map((line) => <li key={line.zh}>{say(line)}</li>)}</ul></div>}
            {ladder.holds.length > 0 ? <Notice tone="warm"><b>{t('holds')}</b>{ladder.holds.map((hold) => <p key={hold.skill}>{say(hold.name)} · {say(hold.words)}</p>)}</Notice> : null}
            {ladder.appeals.some(({ state }) => state === 'open') ? <Notice tone="warm"><b>{t('granted')}</b> {t('seeAppeals')}</Notice> : null}
            {ladder.certificates.length > 0 ? <div className={css.tags} aria-label={t('certificates')} role="group">{ladder.certificates.map((one) => <Tag key={one.kind}>{say(one.title)} · {one.validUntil ? t('validUntil', { date: day(one.validUntil) }) : t('forGood')}</Tag>)}</div> : null}
            <Lead of={ladder} />
            {ladder.history.length > 0 ? <div><small className={css.quiet}>{t('history')}</small>{ladder.history.slice(0, SHOWN_CHANGES).map((step) => <p key={step.at} className={css.pair}><span>{step.fromLevel} → {step.toLevel} · {step.reasons.map(say).join(' · ')}</span><small className={css.quiet}>{day(step.at)}</small></p>)}</div> : null}
          </div>
        )}
      </Faces>
    </Panel>
  );
}

function Lead({ of }: { of: Ladder }) {
  const { t } = useText(peopleText);
  const { day } = useFormat();
  const isOperator = useHolds()('operator');
  const [open, setOpen] = useState<'give' | 'end' | null>(null);
  const end = useCommand(api.workers.endLead, { onDone: () => { showToast(t('leadEnded')); setOpen(null); } });
  const { lead } = of;
  return (
    <div className={css.stack}>
      <div className={peopleCss.head}>
        <span className={css.cell}><span><b className={css.strong}>{t('lead')}</b> {lead ? t('leadIs', { name: lead.name, count: lead.memberCount, date: day(lead.fromAt) }) : t('leadNone')}</span><small>{t('leadNote')}</small></span>
        {isOperator && open === null ? lead ? <Button size="small" data-testid="lead-end" onClick={() => setOpen('end')}>{t('endLead')}</Button> : <Button size="small" data-testid="lead-give" onClick={() => setOpen('give')}>{t('giveLead')}</Button> : null}
      </div>
      {open === 'end' && lead ? <ReasonLine label={t('endLeadWhy')} quick={[t('endLeadWhy1'), t('endLeadWhy2')]} confirm={t('endLead')} isBusy={end.isRunning} onSend={(words) => void end.run({ leadId: lead.leadId, words })} onCancel={() => setOpen(null)} /> : null}
      {open === 'give' && !lead ? <Form workerId={of.workerId} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

function Form({ workerId, onClose }: { workerId: string; onClose: () => void }) {
  const { t, locale } = useText(peopleText);
  const [kind, setKind] = useState<'team' | 'station'>('team');
  const [name, setName] = useState('');
  const [stationId, setStation] = useState<string | null>(null);
  const [memberCount, setMembers] = useState<number | null>(4);
  const stations = useView(['alliance', 'listStations'], () => api.alliance.listStations({}), { live: ['alliance'], staleSeconds: 60 });
  const give = useCommand(api.workers.giveLead, { isQuiet: true, onDone: () => { showToast(t('leadGiven')); onClose(); } });
  const station = stations.value?.items.find((one) => one.stationId === stationId);
  const called = kind === 'station' ? station?.name ?? '' : name.trim();
  const isFull = called !== '' && memberCount !== null;
  return (
    <form className={css.form} data-testid="lead-form" onSubmit={(event) => { event.preventDefault(); if (isFull) void give.run({ workerId, kind, ...(kind === 'station' && station && { stationId: station.stationId }), name: called, memberCount }); }}>
      <div className={css.line} role="group" aria-label={t('leadKind')}>{(['team', 'station'] as const).map((one) => <button key={one} type="button" className={css.chip} aria-pressed={kind === one} onClick={() => { setKind(one); give.reset(); }}>{t(one)}</button>)}</div>
      <div className={css.two}>
        {kind === 'team' ? <label>{t('leadName')}<Input value={name} maxLength={40} data-testid="lead-name" onChange={(event) => setName(event.target.value)} /></label>
          : <label>{t('leadStation')}<Select value={stationId} showSearch={{ optionFilterProp: 'label' }} onChange={setStation} options={(stations.value?.items ?? []).map((one) => ({ value: one.stationId, label: one.name }))} /></label>}
        <label>{t('members')}<InputNumber min={1} max={50} precision={0} value={memberCount} onChange={setMembers} style={{ width: '100%' }} /></label>
      </div>
      {give.refusal ? <span className={css.wrong} role="alert">{give.refusal[locale]}</span> : null}
      <div className={css.line}><Button type="primary" htmlType="submit" disabled={!isFull} loading={give.isRunning} data-testid="lead-save">{t('giveLead')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>
    </form>
  );
}
