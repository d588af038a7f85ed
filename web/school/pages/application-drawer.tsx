import { Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { HistoryTimeline } from '../../shared/desk/history-timeline.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { Skills } from '../../shared/desk/people/skills.tsx';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Notice, SkeletonScreen, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { Checks } from '../../shared/desk/checks/checks.tsx';
import { type Application, schoolingWords, stageTones, stateTones } from './recruiting-words.ts';
import { recruitingText } from './recruiting.text.ts';

const steps = ['learning', 'examined', 'certified', 'inCity'] as const;
const stepWords = { learning: 'learning', examined: 'examined', certified: 'certifiedStage', inCity: 'inCity' } as const;

/** One applicant wholly: what she said, what she still lacks, the 13 checks, and every step so far. */
export function ApplicationDrawer({ applicationId, onClose }: { applicationId: string; onClose: () => void }) {
  const { t, say } = useText(recruitingText);
  const family = useText(serviceFamilyText).t;
  const [isRefusing, setRefusing] = useState(false);
  const found = useView(['workers', 'getApplication', applicationId], () => api.workers.getApplication({ applicationId }), { live: ['worker', 'application'], isKept: false });
  const refuse = useCommand(api.workers.refuseApplication, { onDone: () => { showToast(t('refusedDone')); setRefusing(false); } });
  const { value } = found;
  const isOpen = value?.state === 'submitted' || value?.state === 'draft';
  return (
    <DeskDrawer
      isOpen onClose={onClose} widthPixels={720} aside={isOpen ? <OperatorButton danger data-testid="application-refuse" onClick={() => setRefusing(true)}>{t('refuseIt')}</OperatorButton> : null}
      title={value ? <span className={partCss.line}><span>{value.name || value.maskedPhone}</span>{value.state === 'submitted' ? <StatusPill tone={stageTones[value.stage]}>{say(value.stageName)}</StatusPill> : <StatusPill tone={stateTones[value.state]}>{t(value.state)}</StatusPill>}</span> : t('person')}
    >
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <div className={partCss.stack} data-testid="application-drawer">
            {isRefusing ? <Panel title={t('refuseWhy')}><ReasonLine label={t('refuseWhy')} quick={[t('why1'), t('why2'), t('why3')]} confirm={t('refuseIt')} isDanger isBusy={refuse.isRunning} onSend={(reason) => void refuse.run({ applicationId, reason })} onCancel={() => setRefusing(false)} /></Panel> : null}
            {shown.refusedWords ? <Notice tone="danger">{shown.refusedWords}</Notice> : null}
            {shown.state === 'draft' && shown.missing.length > 0 ? <Notice tone="warm"><b>{t('missing')}</b> {shown.missing.map(({ words }) => say(words)).join(' · ')}</Notice> : null}
            {shown.workerId ? <Checks workerId={shown.workerId} /> : null}
            {shown.workerId ? <WorkerSkills workerId={shown.workerId} said={shown.skills} /> : null}
            <Panel title={t('facts')}>
              <Facts of={[
                [t('phone'), shown.maskedPhone], [t('idNumber'), shown.maskedIdNumber], [t('families'), shown.families.map((one) => family(one)).join(' · ')], [t('skillsSaid'), shown.skills.map(({ name }) => say(name)).join(' · ')], [t('schoolingIs'), shown.schooling ? t(schoolingWords[shown.schooling]) : null],
                [t('experience'), shown.experienceYears === null ? null : t('years', { years: shown.experienceYears })], [t('nativePlace'), shown.nativePlace], [t('homeArea'), shown.homeArea], [t('source'), say(shown.sourceName)], [t('sourceWords'), shown.sourceWords],
                [t('groups'), shown.targetGroups.length === 0 ? null : <span key="g" className={partCss.tags}>{shown.targetGroups.map((one) => <Tag key={one}>{t(one)}</Tag>)}</span>],
              ]} />
            </Panel>
            <Referees of={shown} />
            {shown.state === 'submitted' ? <Move of={shown} /> : null}
            <Panel title={t('steps')}><HistoryTimeline entries={shown.steps.map(({ at, name, byName, words }) => ({ at, words: words ? { zh: `${name.zh}：${words}`, en: `${name.en}: ${words}` } : name, actorLabel: { zh: byName, en: byName } }))} /></Panel>
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}

/** What she is registered for, and what she says she can do beside it. */
function WorkerSkills({ workerId, said }: { workerId: string; said: Application['skills'] }) {
  const found = useView(['workers', 'getProfile', workerId], () => api.workers.getProfile({ workerId }), { live: { subject: workerId }, isKept: false });
  return <Faces of={found} loading={null}>{(profile) => <Skills profile={profile} said={said} />}</Faces>;
}

/** Those who vouch for her; opening the numbers is written down for her. */
function Referees({ of }: { of: Application }) {
  const { t } = useText(recruitingText);
  const read = useCommand(api.workers.readReferees, { refreshes: [] });
  const [items, setItems] = useState<{ name: string; phone: string; relation: string }[] | null>(null);
  if (of.refereeCount === 0) return <Panel title={t('referees')}><p className={partCss.quiet}>{t('noReferees')}</p></Panel>;
  return (
    <Panel title={t('referees')} note={t('refereesNote')} aside={items ? null : <OperatorButton also={['dispatcher']} size="small" loading={read.isRunning} data-testid="referees" onClick={async () => setItems((await read.run({ applicationId: of.applicationId }))?.items ?? null)}>{t('readReferees')}</OperatorButton>}>
      {items?.map((one) => <div key={one.phone} className={partCss.pair}><span>{one.name} <span className={partCss.quiet}>{one.relation}</span></span><a className={partCss.link} href={`tel:${one.phone}`}>{one.phone}</a></div>)}
    </Panel>
  );
}

/** A step the system cannot see by itself. */
function Move({ of }: { of: Application }) {
  const { t } = useText(recruitingText);
  const words = useText(text).t;
  const [stage, setStage] = useState<(typeof steps)[number]>('learning');
  const [said, setSaid] = useState('');
  const move = useCommand(api.workers.moveApplication, { onDone: () => { showToast(t('moved')); setSaid(''); } });
  return (
    <Panel title={t('move')}>
      <div className={partCss.line}>
        <Select aria-label={t('moveTo')} value={stage} onChange={setStage} style={{ minWidth: 140 }} options={steps.map((value) => ({ value, label: t(stepWords[value]) }))} />
        <Input aria-label={t('moveWords')} placeholder={t('moveWords')} value={said} maxLength={200} onChange={(event) => setSaid(event.target.value)} style={{ flex: 1, minWidth: 160 }} />
        <OperatorButton also={['dispatcher']} loading={move.isRunning} onClick={() => void move.run({ applicationId: of.applicationId, stage, words: said.trim() })}>{words('save')}</OperatorButton>
      </div>
    </Panel>
  );
}
