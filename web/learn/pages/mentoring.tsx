import { Users } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { dayOf } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, CanButton, Card, EmptyState, Faces, IconTile, Screen, SectionTitle, Sheet, SkeletonScreen, Stepper, Tag, TextArea, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import { useIsWorker } from '../use-learner.ts';
import { useMe } from '../../shared/use-session.tsx';
import { mentoringText } from './mentoring.text.ts';

type Found = View<'training', 'myMentoring'>;
type Pair = Found['pairs'][number];
type Session = Found['sessions'][number];
const tones = { waiting: 'sky', confirmed: 'jade', refused: 'warm' } as const;

/** Who coaches whom, and each time it happened. */
export default function Mentoring() {
  const { t } = useText(mentoringText);
  const isReady = useIsWorker();
  const found = useView(['training', 'myMentoring'], () => api.training.myMentoring({}), { isReady, live: ['training', 'worker', 'mentor'] });
  return (
    <Screen title={t('title')} back="/">
      <Faces of={found} loading={<SkeletonScreen />} isEmpty={({ pairs }) => pairs.length === 0} empty={<EmptyState title={t('none')} art="calm">{t('noneLead')}</EmptyState>}>
        {({ pairs, sessions }) => (
          <>
            {pairs.map((pair) => <PairCard key={pair.pairId} pair={pair} />)}
            {sessions.length > 0 ? <SectionTitle>{t('list')}</SectionTitle> : null}
            {sessions.map((session) => <SessionCard key={session.sessionId} session={session} />)}
          </>
        )}
      </Faces>
    </Screen>
  );
}

function PairCard({ pair }: { pair: Pair }) {
  const { t } = useText(mentoringText);
  const { duration } = useFormat();
  const { workerId } = useMe();
  const [isOpen, setOpen] = useState(false);
  const isMentor = pair.mentorId === workerId;
  return (
    <Card face={pair.endedAt ? 'plain' : 'warm'}>
      <div className={css.stack}>
        <span className={css.head}><IconTile tone="warm"><Users size={24} /></IconTile><span><b>{isMentor ? t('iCoach', { name: pair.traineeName }) : t('myMentor', { name: pair.mentorName })}</b><small>{t('sessions', { count: pair.sessionCount, time: duration(pair.minutes) })}</small></span>{pair.endedAt ? <Tag>{t('over')}</Tag> : null}</span>
        {isMentor && !pair.endedAt ? <Button onClick={() => setOpen(true)}>{t('record')}</Button> : null}
      </div>
      {isOpen ? <RecordSheet pair={pair} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

function RecordSheet({ pair, onClose }: { pair: Pair; onClose: () => void }) {
  const { t } = useText(mentoringText);
  const [today] = useState(() => dayOf(new Date()));
  const [day, setDay] = useState(today);
  const [minutes, setMinutes] = useState(60);
  const [about, setAbout] = useState('');
  const record = useCommand(api.training.recordCoaching, { isQuiet: true, onDone: () => { showToast(t('sent')); onClose(); } });
  return (
    <Sheet isOpen title={t('iCoach', { name: pair.traineeName })} onClose={onClose} bar={<Button size="large" isWide disabled={about.trim() === ''} isBusy={record.isRunning} onClick={() => void record.run({ pairId: pair.pairId, day, minutes, about })}>{t('send')}</Button>}>
      <div className={css.wide}>
        <TextInput label={t('day')} type="date" value={day} onChange={setDay} max={today} />
        <div className={css.row}><span>{t('minutes')}</span><Stepper label={t('minutes')} value={minutes} min={30} max={240} step={30} unit={t('minutesUnit')} onChange={setMinutes} /></div>
        <TextArea label={t('about')} placeholder={t('aboutHint')} value={about} onChange={setAbout} maxLength={200} wrong={record.refusal} />
      </div>
    </Sheet>
  );
}

function SessionCard({ session }: { session: Session }) {
  const { t, say } = useText(mentoringText);
  const { day, duration } = useFormat();
  const [isRefusing, setRefusing] = useState(false);
  const [words, setWords] = useState('');
  const answer = useCommand(api.training.answerCoaching, { onDone: () => { showToast(t('answered')); setRefusing(false); } });
  return (
    <Card title={`${day(session.day)} · ${duration(session.minutes)}`} aside={<Tag tone={tones[session.state]}>{t(session.state)}</Tag>}>
      <div className={css.stack}>
        <p>{session.about}</p>
        <small className={css.soft}>{session.mentorName} → {session.traineeName} · {say(session.words)}{session.answerWords ? ` · ${session.answerWords}` : ''}</small>
        {session.can['answer']?.isAllowed ? <div className={css.row}><Button kind="quiet" onClick={() => setRefusing(true)}>{t('refuse')}</Button><CanButton can={session.can['answer']} isBusy={answer.isRunning} onClick={() => void answer.run({ sessionId: session.sessionId, isConfirmed: true })}>{t('confirm')}</CanButton></div> : null}
      </div>
      {isRefusing ? <Sheet isOpen title={t('refuse')} onClose={() => setRefusing(false)} bar={<Button size="large" isWide isBusy={answer.isRunning} onClick={() => void answer.run({ sessionId: session.sessionId, isConfirmed: false, words })}>{t('refuse')}</Button>}><TextArea label={t('refuseWords')} value={words} onChange={setWords} maxLength={200} /></Sheet> : null}
    </Card>
  );
}
