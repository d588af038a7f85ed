import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { useByName } from '../../shared/by-name.text.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Notice, SkeletonScreen, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { examsText } from './exams.text.ts';
import { QuestionEditor } from './question-editor.tsx';
import { flagTones, percent } from './question-words.ts';

/** One question: what is right and why, how people answered it, and what it said before. */
export function QuestionDrawer({ questionId, onClose }: { questionId: string; onClose: () => void }) {
  const { t, say } = useText(examsText);
  const { instant } = useFormat();
  const by = useByName();
  const holds = useHolds();
  const [isEditing, setEditing] = useState(false);
  const found = useView(['exams', 'question', questionId], () => api.exams.question({ questionId }), { live: ['exam', 'question'], isKept: false });
  const retire = useCommand(api.exams.retireQuestion, { onDone: (now) => showToast(t(now.state === 'retired' ? 'retiredDone' : 'againDone')) });
  const held = found.value;
  if (held && isEditing) return <QuestionEditor of={held} onClose={() => setEditing(false)} />;
  const act = held && holds('operator', 'trainer') ? <><Button onClick={() => void retire.run({ questionId, isRetired: held.state === 'active' })} loading={retire.isRunning}>{t(held.state === 'active' ? 'retire' : 'again')}</Button><Button type="primary" data-testid="question-edit" onClick={() => setEditing(true)}>{t('editIt')}</Button></> : null;
  return (
    <DeskDrawer isOpen title={t('question')} onClose={onClose} aside={<span className={partCss.line}>{act}</span>}>
      <Faces of={found} loading={<SkeletonScreen />}>
        {(shown) => (
          <div className={partCss.stack} data-testid="question-drawer">
            <Panel title={say(shown.stem)} note={`${say(shown.topicName)} · ${t(shown.kind)} · ${t(`d${shown.difficulty}` as 'd1')}`}>
              {shown.picture ? <img src={shown.picture.url} alt={say(shown.picture.alt)} style={{ maxWidth: 320, borderRadius: 10 }} /> : null}
              {shown.options.map((option) => { const pick = shown.statistics.picks.find((one) => one.code === option.code); return <div key={option.code} className={partCss.pair}><span>{option.isRight && shown.kind !== 'order' ? <Tag tone="jade">{t('isRight')}</Tag> : null} {say(option.text)}</span><span className={partCss.quiet}>{pick ? percent(pick.share) : ''}</span></div>; })}
              {say(shown.why) ? <Notice tone="sky">{say(shown.why)}</Notice> : null}
            </Panel>
            <Panel title={t('statistics')} aside={<Tag tone={flagTones[shown.statistics.flag]}>{t(shown.statistics.flag)}</Tag>}>
              <p className={partCss.lead}>{say(shown.statistics.words)}</p>
              <Facts of={[[t('answers'), shown.statistics.answers], [t('right'), percent(shown.statistics.p)], [t('discrimination'), shown.statistics.discrimination?.toFixed(2) ?? '—']]} />
            </Panel>
            {shown.versions.length === 0 ? null : <Panel title={t('versions')}>{[...shown.versions].sort((a, b) => b.version - a.version).map((one) => <div key={one.version} className={partCss.cell}><span>{t('version', { version: one.version })} {say(one.stem)}</span><small>{t('madeBy', { name: by(one.madeByName), time: instant(one.madeAt) })}</small></div>)}</Panel>}
          </div>
        )}
      </Faces>
    </DeskDrawer>
  );
}
