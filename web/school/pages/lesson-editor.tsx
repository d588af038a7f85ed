import { Button, Input } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { ActButton } from '../../shared/desk/act-button.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Notice, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { text } from '../text.ts';
import { LessonBecause } from './lesson-because.tsx';
import { LessonMedia } from './lesson-media.tsx';
import { lessonsText } from './lessons.text.ts';

type Edited = View<'learning', 'editedModule'>['lessons'][number];
const allowed = { isAllowed: true, why: null } as const;
const linesOf = (said: string): string[] => said.split('\n').map((line) => line.trim()).filter((line) => line !== '');

/** Writes the next version of a lesson; nothing of it is seen by learners before it is published. */
export function LessonEditor({ of, module, onDone }: { of: Edited | null; module: string; onDone: () => void }) {
  const { t, say, locale } = useText(lessonsText);
  const words = useText(text).t;
  const from = of?.draft ?? of?.published ?? null;
  const [title, setTitle] = useState({ zh: from?.title.zh ?? '', en: from?.title.en ?? '' });
  const [intro, setIntro] = useState(from?.body.intro ?? '');
  const [steps, setSteps] = useState(from?.body.steps.join('\n') ?? '');
  const [safety, setSafety] = useState(from?.body.safety.join('\n') ?? '');
  const [readAloud, setReadAloud] = useState(from?.body.readAloud ?? '');
  const [because, setBecause] = useState(of?.draft?.because?.words ?? '');
  const add = useCommand(api.learning.addLesson, { isQuiet: true, onDone: () => { showToast(t('draftSaved')); onDone(); } });
  const edit = useCommand(api.learning.editLesson, { isQuiet: true, onDone: () => showToast(t('draftSaved')) });
  const publish = useCommand(api.learning.publishLesson, { onDone: () => { showToast(t('publishedDone')); onDone(); } });
  const drop = useCommand(api.learning.dropDraft, { onDone: () => { showToast(t('dropped')); onDone(); } });
  const retire = useCommand(api.learning.retireLesson, { onDone: () => { showToast(t('retiredDone')); onDone(); } });
  const refusal = add.refusal ?? edit.refusal;
  const draft = { title, body: { intro: intro.trim(), steps: linesOf(steps), safety: linesOf(safety), readAloud: readAloud.trim() }, because: because.trim() };
  const save = (): void => { if (title.zh.trim() === '') return; if (of) void edit.run({ lessonId: of.lessonId, ...draft }); else void add.run({ module, ...draft }); };
  const lacks = of?.draft?.lacks ?? [];
  return (
    <form className={partCss.form} data-testid="lesson-editor" onSubmit={(event) => { event.preventDefault(); save(); }}>
      <div className={partCss.two}>
        <label>{t('lessonTitle')}<Input value={title.zh} maxLength={40} data-testid="lesson-title" onChange={(event) => setTitle({ ...title, zh: event.target.value })} /></label>
        <label>{t('lessonTitleEn')}<Input value={title.en} maxLength={80} onChange={(event) => setTitle({ ...title, en: event.target.value })} /></label>
      </div>
      <label>{t('intro')}<Input.TextArea value={intro} rows={2} maxLength={600} onChange={(event) => setIntro(event.target.value)} /></label>
      <label>{t('steps')}<Input.TextArea value={steps} rows={5} data-testid="lesson-steps" onChange={(event) => setSteps(event.target.value)} /></label>
      <label>{t('safety')}<Input.TextArea value={safety} rows={3} onChange={(event) => setSafety(event.target.value)} /></label>
      <label>{t('readAloud')}<Input.TextArea value={readAloud} rows={3} maxLength={1200} onChange={(event) => setReadAloud(event.target.value)} /></label>
      <LessonBecause of={of} value={because} onChange={setBecause} />
      {of ? <LessonMedia of={of} /> : null}
      {lacks.length > 0 ? <Notice tone="warm"><b>{t('lacks')}</b> {lacks.map((one) => say(one)).join(' · ')}</Notice> : null}
      {refusal ? <span className={partCss.wrong} role="alert">{refusal[locale]}</span> : null}
      <div className={partCss.line}>
        <Button type={of?.draft ? 'default' : 'primary'} htmlType="submit" loading={add.isRunning || edit.isRunning} data-testid="lesson-save">{t('saveDraft')}</Button>
        {of?.draft ? <ActButton can={of.can['publish'] ?? (lacks.length === 0 ? allowed : { isAllowed: false, why: lacks[0]! })} type="primary" loading={publish.isRunning} data-testid="lesson-publish" onClick={() => void publish.run({ lessonId: of.lessonId })}>{t('publish')}</ActButton> : null}
        {of?.draft ? <Button loading={drop.isRunning} onClick={() => void drop.run({ lessonId: of.lessonId })}>{t('drop')}</Button> : null}
        {of?.published ? <Button danger loading={retire.isRunning} onClick={() => void retire.run({ lessonId: of.lessonId })}>{t('retire')}</Button> : null}
        <Button onClick={onDone}>{words('close')}</Button>
      </div>
    </form>
  );
}
