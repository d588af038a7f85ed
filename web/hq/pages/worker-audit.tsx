import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { useText } from '../../shared/i18n.ts';
import { Avatar, Faces, Notice, SkeletonScreen, Stars, StatusPill, showToast } from '../../shared/kit/index.ts';
import type { Tone } from '../../shared/tokens.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import css from './platform.module.css';
import { platformText } from './platform.text.ts';
import { CarePanel } from '../../shared/desk/people/care.tsx';
import { ConductPanel } from '../../shared/desk/people/conduct.tsx';
import { LadderPanel } from '../../shared/desk/people/ladder.tsx';
import { Skills } from '../../shared/desk/people/skills.tsx';
import { Checks } from '../../shared/desk/checks/checks.tsx';
import { DoorCards } from '../../shared/desk/checks/door-cards.tsx';
import { PaperPhoto } from '../../shared/desk/checks/paper-photo.tsx';
import { ReasonLine } from '../../shared/desk/reason-line.tsx';
import { statusTones, statusWords } from './worker-status.ts';

type Profile = View<'workers', 'getProfile'>;
type Paper = Profile['papers'][number];
const looks = { submitted: ['stateSubmitted', 'warm'], verified: ['stateVerified', 'jade'], refused: ['stateRefused', 'danger'], expired: ['stateExpired', 'danger'] } as const satisfies Record<Paper['state'], readonly [string, Tone]>;

/** A worker's papers are verified one by one; when the three needed ones hold, she is admitted. */
export function WorkerAudit({ workerId, onClose }: { workerId: string; onClose: () => void }) {
  const { t, say } = useText(platformText);
  const [isAsking, setAsking] = useState(false);
  const found = useView(['workers', 'getProfile', workerId], () => api.workers.getProfile({ workerId }), { live: { subject: workerId }, isKept: false });
  const admit = useCommand(api.workers.admit, { onDone: (now) => showToast(t('admitted', { name: now.name })) });
  const resume = useCommand(api.workers.resume, { onDone: (now) => showToast(t('resumedDone', { name: now.name })) });
  const { value } = found;
  const canAdmit = value?.can['admit'];
  const act = !value ? null : value.status === 'applied' ? (
    <Tooltip title={canAdmit?.isAllowed ? undefined : say(canAdmit?.why)}><Button type="primary" disabled={!canAdmit?.isAllowed} loading={admit.isRunning} data-testid="admit" onClick={() => void admit.run({ workerId })}>{t('admit')}</Button></Tooltip>
  ) : value.status === 'active' ? <OperatorButton danger data-testid="suspend" onClick={() => setAsking(true)}>{t('suspend')}</OperatorButton> : value.status === 'suspended' ? <OperatorButton type="primary" loading={resume.isRunning} onClick={() => void resume.run({ workerId })}>{t('resume')}</OperatorButton> : null;
  return (
    <DeskDrawer isOpen onClose={onClose} aside={act} title={value ? <span className={partCss.line} style={{ flexWrap: 'nowrap' }}><Avatar name={value.name} photo={value.photo} sizePixels={34} /><span className={partCss.line} style={{ rowGap: 0 }}><span>{value.name}</span><StatusPill tone={statusTones[value.status]}>{t(statusWords[value.status])}</StatusPill></span></span> : t('workers')}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <div className={partCss.stack} data-testid="worker-audit">
            {isAsking ? <ConductPanel workerId={workerId} begin="suspend" onDone={() => setAsking(false)} /> : null}
            {shown.status === 'applied' ? (
              <Notice tone={canAdmit?.isAllowed ? 'jade' : 'warm'}><b>{t(canAdmit?.isAllowed ? 'ready' : 'notReady')}</b>{canAdmit?.isAllowed ? null : <p>{say(canAdmit?.why)}</p>}</Notice>
            ) : shown.isDispatchable ? <Notice tone="jade">{t('dispatchable')}</Notice> : <Notice tone="warm"><b>{t('blockers')}</b><ul className={css.blockers}>{shown.dispatchBlockers.map((why) => <li key={why.zh}>{say(why)}</li>)}</ul></Notice>}
            <Panel title={t('papers')}>{shown.papers.length === 0 ? <p className={partCss.quiet}>{t('noPapers')}</p> : shown.papers.map((paper) => <PaperRow key={paper.paperId} of={paper} />)}</Panel>
            <Checks workerId={workerId} part="checks" />
            <DoorCards workerId={workerId} name={shown.name} />
            <Panel title={t('facts')}>
              <Facts of={[
                [t('phone'), shown.maskedPhone], [t('merchant'), shown.merchantName ?? t('noMerchant')], [t('area'), shown.homeArea], [t('experience'), t('years', { years: shown.experienceYears })],
                [t('rating'), shown.ratingCount > 0 ? <span key="r" className={partCss.line}><Stars rating={shown.rating} count={shown.ratingCount} sizePixels={14} /><span className={partCss.quiet}>{t('visits', { count: shown.visitsDone })}</span></span> : null],
                [t('weekly'), shown.weekly.length === 0 ? t('noWeekly') : null],
              ]} />
            </Panel>
            <Skills profile={shown} />
            <LadderPanel workerId={workerId} />
            {isAsking ? null : <ConductPanel workerId={workerId} canRecord={shown.status !== 'left'} />}
            <CarePanel workerId={workerId} />
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}

function PaperRow({ of }: { of: Paper }) {
  const { t, say } = useText(platformText);
  const { day } = useFormat();
  const [isRefusing, setRefusing] = useState(false);
  const verify = useCommand(api.workers.verifyPaper, { onDone: (_, wish) => { showToast(t(wish.isAccepted ? 'verified' : 'refused', { paper: say(of.name) })); setRefusing(false); } });
  const [key, tone] = looks[of.state];
  return (
    <div className={css.paper} data-testid={`paper-${of.kind}`}>
      <div className={css.paperTop}>
        <span className={partCss.cell}><span><b className={partCss.strong}>{say(of.name)}{of.healthClass ? ` ${of.healthClass}` : ''}</b> {of.maskedNumber}</span><small>{t('until', { date: day(of.validUntil) })}{of.verifiedBy ? ` · ${t(of.state === 'refused' ? 'refusedBy' : 'verifiedBy', { name: of.verifiedBy })}` : ''}{of.reason ? `：${of.reason}` : ''}</small></span>
        {of.state === 'submitted' && !isRefusing ? (
          <span className={partCss.line}><PaperPhoto of={of} /><OperatorButton size="small" type="primary" loading={verify.isRunning} data-testid={`verify-${of.kind}`} onClick={() => void verify.run({ paperId: of.paperId, isAccepted: true })}>{t('verify')}</OperatorButton><OperatorButton size="small" data-testid={`refuse-${of.kind}`} onClick={() => setRefusing(true)}>{t('refuse')}</OperatorButton></span>
        ) : <span className={partCss.line}>{of.hasPhoto ? <PaperPhoto of={of} /> : null}<StatusPill tone={tone}>{t(key)}</StatusPill></span>}
      </div>
      {isRefusing ? <ReasonLine label={t('refuseWhy')} quick={[t('re1'), t('re2'), t('re3')]} confirm={t('refuse')} isDanger isBusy={verify.isRunning} onSend={(reason) => void verify.run({ paperId: of.paperId, isAccepted: false, reason })} onCancel={() => setRefusing(false)} /> : null}
    </div>
  );
}
