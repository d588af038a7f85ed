import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, CanButton, Card, EmptyState, Faces, List, Notice, Row, Screen, SectionTitle, Sheet, SkeletonScreen, Tag } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages } from '../../shared/use-view.ts';
import { examText } from '../exam/exam.text.ts';
import css from '../learn.module.css';
import { LearnTabs } from '../tabs.tsx';
import { type Paper, usePapers } from '../use-learner.ts';

/** Papers to sit, the one asked for first, and what was sat. */
export default function Exams() {
  const { t } = useText(examText);
  const [params] = useSearchParams();
  const module = params.get('module');
  const found = usePapers();
  const [chosen, setChosen] = useState<Paper | null>(null);
  const [isHistory, setHistory] = useState(false);
  return (
    <Screen title={t('title')} tabs={<LearnTabs at="/exams" />}>
      <Faces of={found} loading={<SkeletonScreen />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('none')} art="calm" />}>
        {({ items }) => {
          const asked = module === null ? undefined : items.find((paper) => paper.kind === 'quiz' && paper.module === module);
          // What is open or may be sat now stands large; the rest is a line that says what it waits for.
          const isLarge = (paper: Paper): boolean => paper === asked || paper.openAttemptId !== null || (paper.kind !== 'quiz' && !paper.isPassed && (paper.kind !== 'specialty' || paper.can['start']?.isAllowed === true));
          const large = items.filter(isLarge).sort((a, b) => Number(b.openAttemptId !== null) - Number(a.openAttemptId !== null) || Number(b === asked) - Number(a === asked));
          const exams = items.filter((paper) => paper.kind !== 'quiz' && !isLarge(paper));
          const quizzes = items.filter((paper) => paper.kind === 'quiz' && !isLarge(paper));
          return (
            <>
              {large.map((paper) => <PaperCard key={paper.paper} paper={paper} onStart={setChosen} />)}
              <List>
                <Row title={t('practical')} note={t('practicalLead')} href="/practical" />
                <Row title={t('certificates')} href="/certificates" />
                <Row title={t('history')} onPress={() => setHistory(true)} />
              </List>
              {quizzes.length > 0 ? <SectionTitle>{t('quizzes')}</SectionTitle> : null}
              {quizzes.length > 0 ? <List>{quizzes.map((paper) => <PaperRow key={paper.paper} paper={paper} onStart={setChosen} />)}</List> : null}
              {exams.length > 0 ? <SectionTitle>{t('otherExams')}</SectionTitle> : null}
              {exams.length > 0 ? <List>{exams.map((paper) => <PaperRow key={paper.paper} paper={paper} onStart={setChosen} />)}</List> : null}
            </>
          );
        }}
      </Faces>
      {chosen ? <Before paper={chosen} onClose={() => setChosen(null)} /> : null}
      {isHistory ? <History onClose={() => setHistory(false)} /> : null}
    </Screen>
  );
}

function PaperCard({ paper, onStart }: { paper: Paper; onStart: (paper: Paper) => void }) {
  const { t, say } = useText(examText);
  const { instant } = useFormat();
  const [, navigate] = useLocation();
  return (
    <Card title={say(paper.title)} aside={paper.isPassed ? <Tag tone="jade">{t('passed')}</Tag> : <Tag>{t(paper.kind)}</Tag>} face={paper.openAttemptId ? 'warm' : 'plain'}>
      <div className={css.stack} data-testid={`paper-${paper.paper}`}>
        <p className={css.soft}>{[t('items', { count: paper.itemCount }), t('minutes', { count: paper.minutes }), t('pass', { percent: paper.passPercent }), paper.last ? t('last', { percent: paper.last.scorePercent }) : null].filter(Boolean).join(' · ')}</p>
        {paper.openAttemptId ? <Button size="large" isWide data-testid="exam-resume" onClick={() => navigate(`/exams/${paper.openAttemptId}`)}>{t('goOn')}<ChevronRight size={20} aria-hidden="true" /></Button>
          : <CanButton can={paper.can['start']} isWide kind={paper.isPassed ? 'secondary' : 'primary'} data-testid="exam-open" onClick={() => onStart(paper)}>{t(paper.last ? 'again' : 'start')}</CanButton>}
        {paper.last && !paper.isPassed ? <small className={css.soft}>{paper.tries.left > 0 ? t('triesLeft', { left: paper.tries.left, hours: paper.tries.hours }) : paper.tries.nextAt ? t('nextAt', { time: instant(paper.tries.nextAt) }) : ''}</small> : null}
      </div>
    </Card>
  );
}

function PaperRow({ paper, onStart }: { paper: Paper; onStart: (paper: Paper) => void }) {
  const { t, say } = useText(examText);
  const open = paper.needs.filter(({ isMet }) => !isMet).length;
  const end = paper.isPassed ? <Tag tone="jade">{t('passed')}</Tag> : paper.last ? <Tag tone="warm">{t('score', { percent: paper.last.scorePercent })}</Tag> : undefined;
  return <Row title={say(paper.title)} note={open > 0 ? t('needsCount', { count: open }) : `${t('items', { count: paper.itemCount })} · ${t('minutes', { count: paper.minutes })}`} end={end} onPress={() => onStart(paper)} />;
}

function Before({ paper, onClose }: { paper: Paper; onClose: () => void }) {
  const { t, say } = useText(examText);
  const [, navigate] = useLocation();
  const start = useCommand(api.exams.start, { refreshes: [['exams', 'myPapers']], onDone: ({ attemptId }) => navigate(`/exams/${attemptId}`) });
  return (
    <Sheet isOpen title={say(paper.title)} onClose={onClose} bar={<><Button kind="secondary" size="large" onClick={onClose}>{t('notNow')}</Button><CanButton can={paper.can['start']} size="large" isWide isBusy={start.isRunning} data-testid="exam-begin" onClick={() => void start.run({ paper: paper.paper })}>{t('begin')}</CanButton></>}>
      <div className={css.wide}>
        <p className={css.lead}>{say(paper.about)}</p>
        <p>{t('items', { count: paper.itemCount })} · {t('minutes', { count: paper.minutes })} · {t('pass', { percent: paper.passPercent })}</p>
        {paper.needs.length > 0 ? <Card title={t('needs')}><span className={css.tags}>{paper.needs.map((need) => <Tag key={need.code} tone={need.isMet ? 'jade' : 'grey'}>{say(need.name)}{need.isMet ? ` · ${t('needMet')}` : ''}</Tag>)}</span></Card> : null}
        <Notice tone="sky">{t('beforeLead')}</Notice>
      </div>
    </Sheet>
  );
}

function History({ onClose }: { onClose: () => void }) {
  const { t, say } = useText(examText);
  const { instant } = useFormat();
  const found = usePages(['exams', 'myAttempts'], (cursor) => api.exams.myAttempts({ limit: 30, ...(cursor && { cursor }) }), { live: ['exam'] });
  return (
    <Sheet isOpen isFull title={t('history')} onClose={onClose}>
      <Faces of={found} loading={<SkeletonScreen />} isEmpty={(items) => items.length === 0} empty={<EmptyState title={t('noHistory')} art="calm" />}>
        {(items) => <List>{items.map((one) => <Row key={one.attemptId} title={say(one.title)} note={instant(one.startedAt)} href={one.state === 'open' ? `/exams/${one.attemptId}` : `/exams/${one.attemptId}/result`} end={one.scorePercent === null ? undefined : <Tag tone={one.isPassed ? 'jade' : 'warm'}>{t('score', { percent: one.scorePercent })}</Tag>} />)}</List>}
      </Faces>
      {found.hasMore ? <Button kind="secondary" isWide isBusy={found.isLoadingMore} onClick={found.loadMore}>{t('history')}</Button> : null}
    </Sheet>
  );
}
