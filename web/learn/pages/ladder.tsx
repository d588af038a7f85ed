import { CircleCheck, CircleDashed } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Faces, Notice, Screen, Sheet, SkeletonScreen, Stepper, Tag, TextArea, Timeline, showToast } from '../../shared/kit/index.ts';
import { ReadAloud } from '../../shared/read-aloud.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { useIsWorker } from '../use-learner.ts';
import { ladderText } from './ladder.text.ts';

type Ladder = View<'workers', 'myLadder'>;
type Level = Ladder['levels'][number];

/** The five levels, which one is hers and what is still missing, in words. */
export default function LadderPage() {
  const { t } = useText(ladderText);
  const isWorker = useIsWorker();
  const found = useView(['workers', 'myLadder'], () => api.workers.myLadder({}), { isReady: isWorker, live: ['worker', 'certificate', 'order'] });
  return <Screen title={t('title')} back="/"><Faces of={found} loading={<SkeletonScreen />}>{(ladder) => <Body ladder={ladder} />}</Faces></Screen>;
}

function Body({ ladder }: { ladder: Ladder }) {
  const { t, say } = useText(ladderText);
  const { day } = useFormat();
  const [isAppealing, setAppealing] = useState(false);
  const raise = useCommand(api.workers.raiseLevel, { onDone: () => showToast(t('raised')) });
  const name = ladder.level === 0 ? t('trainee') : t('level', { level: ladder.level, name: say(ladder.name) });
  const next = ladder.levels.find(({ level }) => level === ladder.level + 1);
  const short = (level: number): string => (level === 0 ? t('trainee') : t('short', { level }));
  const hasOpen = ladder.appeals.some(({ state }) => state === 'open');
  return (
    <>
      <section className={css.next} data-testid="level"><small>{t('now')}</small><b>{name}</b><span>{say(ladder.words)}</span></section>
      <p className={css.soft}>{t('computed')}</p>
      {next ? (
        <Card title={t('missing')} face="warm">
          <div className={css.stack}>
            <ul className={css.plain} data-testid="ladder-missing">{ladder.missing.map((line) => <li key={line.zh}>{say(line)}</li>)}</ul>
            <ReadAloud text={ladder.missing.map(say).join('。')} />
            {ladder.missing.length === 0 ? <Button isWide isBusy={raise.isRunning} onClick={() => void raise.run({ level: next.level })}>{t('raise', { level: next.level })}</Button> : null}
          </div>
        </Card>
      ) : <Notice tone="jade">{t('top')}</Notice>}
      {ladder.holds.length > 0 ? <Notice tone="warm"><b>{t('holds')}</b>{ladder.holds.map((hold) => <p key={hold.skill}>{say(hold.name)} · {say(hold.words)}</p>)}</Notice> : null}
      {ladder.levels.filter(({ level }) => level > 0).map((level) => <LevelCard key={level.level} of={level} isMine={level.level === ladder.level} />)}
      {ladder.history.length > 0 ? <Card title={t('history')}><Timeline label={t('history')} steps={ladder.history.map((step) => ({ key: step.at, title: `${short(step.fromLevel)} → ${short(step.toLevel)}`, note: step.reasons.map(say).join(' · '), state: 'done', atText: day(step.at) }))} /></Card> : null}
      <Card title={t('appeal')}>
        <div className={css.stack}>
          <p className={css.soft}>{t('appealLead')}</p>
          {ladder.appeals.map((one) => <p key={one.appealId} className={css.row}><span>{one.words}{one.decisionWords ? ` · ${one.decisionWords}` : ''}</span><Tag tone={one.state === 'accepted' ? 'jade' : one.state === 'rejected' ? 'danger' : 'sky'}>{t(one.state)}</Tag></p>)}
          {hasOpen ? <Notice tone="sky">{t('appealOpen')}</Notice> : <Button kind="secondary" onClick={() => setAppealing(true)}>{t('appealGo')}</Button>}
        </div>
      </Card>
      {isAppealing ? <Appeal onClose={() => setAppealing(false)} /> : null}
    </>
  );
}

function LevelCard({ of, isMine }: { of: Level; isMine: boolean }) {
  const { t, say } = useText(ladderText);
  return (
    <Card title={t('level', { level: of.level, name: say(of.name) })} face={isMine ? 'jade' : 'plain'} aside={<Tag tone={of.isReached ? 'jade' : 'grey'}>{t(of.isReached ? 'reached' : 'notReached')}</Tag>}>
      <ol className={css.checks}>
        {of.conditions.map((one) => <li key={one.code} className={css.check} data-state={one.isMet ? 'passed' : 'missing'}>{one.isMet ? <CircleCheck size={22} aria-hidden="true" /> : <CircleDashed size={22} aria-hidden="true" />}<span><b>{say(one.name)}</b><small>{t('have', { have: say(one.have) })} · {t('need', { need: say(one.need) })}</small></span></li>)}
      </ol>
      {of.premiumPercent > 0 ? <small className={css.soft}>{t('premium', { percent: of.premiumPercent })}</small> : null}
    </Card>
  );
}

function Appeal({ onClose }: { onClose: () => void }) {
  const { t } = useText(ladderText);
  const [words, setWords] = useState('');
  const [hours, setHours] = useState(0);
  const send = useCommand(api.workers.appealLadder, { onDone: () => { showToast(t('appealSent')); onClose(); } });
  return (
    <Sheet isOpen title={t('appeal')} onClose={onClose} bar={<Button size="large" isWide disabled={words.trim() === ''} isBusy={send.isRunning} onClick={() => void send.run({ words, claimedMinutes: hours * 60 })}>{t('appealSend')}</Button>}>
      <div className={css.wide}>
        <TextArea label={t('appealWords')} value={words} onChange={setWords} maxLength={500} />
        <div className={css.row}><span>{t('appealMinutes')}</span><Stepper label={t('appealMinutes')} value={hours} max={1000} unit={t('hours')} onChange={setHours} /></div>
      </div>
    </Sheet>
  );
}
