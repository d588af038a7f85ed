import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonScreen, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { text } from '../text.ts';
import css from '../../shared/desk/checks/checks.module.css';
import { LessonEditor } from './lesson-editor.tsx';
import { lessonsText } from './lessons.text.ts';

type Edited = View<'learning', 'editedModule'>['lessons'][number];

/** A module as its editors see it: each lesson with what is published and what is being written. */
export function ModuleDrawer({ module, onClose }: { module: string; onClose: () => void }) {
  const { t, say } = useText(lessonsText);
  const words = useText(text).t;
  const holds = useHolds();
  const [editing, setEditing] = useState<string | 'new' | null>(null);
  const found = useView(['learning', 'editedModule', module], () => api.learning.editedModule({ module }), { live: ['learning', 'lesson', 'module'], isKept: false });
  const change = useCommand(api.learning.editModule, { onDone: () => showToast(t('moduleSaved')) });
  const held = found.value?.module;
  const mayEdit = holds('operator', 'trainer');
  return (
    <DeskDrawer isOpen title={held ? say(held.title) : t('title')} widthPixels={760} onClose={onClose} aside={held && mayEdit ? <Button loading={change.isRunning} onClick={() => void change.run({ module, isOpen: !held.isOpen })}>{t(held.isOpen ? 'closeIt' : 'openIt')}</Button> : null}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <div className={partCss.stack} data-testid="module-drawer">
            <p className={partCss.lead}>{t('lessonNote')}</p>
            {shown.lessons.length === 0 && editing === null ? <EmptyState title={t('noLessons')} art="calm" /> : null}
            <div>
              {shown.lessons.map((one) => (
                <div key={one.lessonId} className={css.row}>
                  <div className={css.top}><span className={css.no}>{one.place}</span><LessonName of={one} /><span className={css.end}><States of={one} />{mayEdit && !one.isRetired ? <Button size="small" data-testid="lesson-edit" onClick={() => setEditing(editing === one.lessonId ? null : one.lessonId)}>{words('edit')}</Button> : null}</span></div>
                  {editing === one.lessonId ? <div className={css.form}><LessonEditor key={one.lessonId} of={one} module={module} onDone={() => setEditing(null)} /></div> : null}
                </div>
              ))}
            </div>
            {editing === 'new' ? <div className={css.form}><LessonEditor of={null} module={module} onDone={() => setEditing(null)} /></div> : mayEdit ? <div><Button icon={<Plus size={14} />} data-testid="lesson-add" onClick={() => setEditing('new')}>{t('addLesson')}</Button></div> : null}
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}

function LessonName({ of }: { of: Edited }) {
  const { t, say } = useText(lessonsText);
  const version = of.draft ?? of.published;
  return <span className={partCss.cell}><b className={partCss.strong}>{version ? say(version.title) : t('lesson', { place: of.place })}</b><small>{of.published ? `${t('version', { version: of.published.version })} · ${t('seconds', { seconds: of.published.seconds })} · ${t('learnersOf', { count: of.published.learners })}` : ''}{of.olderVersions > 0 ? ` · ${t('olderVersions', { count: of.olderVersions })}` : ''}</small></span>;
}
function States({ of }: { of: Edited }) {
  const { t } = useText(lessonsText);
  if (of.isRetired) return <StatusPill tone="grey">{t('retired')}</StatusPill>;
  return <>{of.published ? <StatusPill tone="jade">{t('published')}</StatusPill> : null}{of.draft ? <StatusPill tone="warm">{t('draft')}</StatusPill> : null}</>;
}
