import { Button, Select } from 'antd';
import { X } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../api.ts';
import { useText } from '../../i18n.ts';
import { Notice, Tag, showToast } from '../../kit/index.ts';
import { useCommand } from '../../use-command.ts';
import { Panel } from '../panel.tsx';
import css from '../parts.module.css';
import peopleCss from './people.module.css';
import { peopleText } from './people.text.ts';
import { useSkills } from './use-skills.ts';

type Profile = View<'workers', 'getProfile'>;
type Named = Profile['skills'][number]['name'];
export type SkillWish = { code: string; level: number };
const levels = [1, 2, 3, 4, 5];
/** A skill that is registered without a word about how well: she does it by herself. */
const USUAL_LEVEL = 2;

/** Skills to pick from, each with its level. */
export function SkillEditor({ value, onChange }: { value: readonly SkillWish[]; onChange: (next: SkillWish[]) => void }) {
  const { t, say } = useText(peopleText);
  const known = useSkills().value?.items ?? [];
  const nameOf = (code: string): string => say(known.find((skill) => skill.code === code)?.name) || code;
  return (
    <div className={css.stack}>
      <Select
        aria-label={t('addSkill')} placeholder={t('addSkill')} value={null} showSearch={{ optionFilterProp: 'label' }} data-testid="skill-add" onSelect={(code: string | null) => { if (code !== null) onChange([...value, { code, level: USUAL_LEVEL }]); }}
        options={known.filter(({ code }) => !value.some((own) => own.code === code)).map(({ code, name }) => ({ value: code, label: say(name) }))}
      />
      {value.map(({ code, level }) => (
        <div key={code} className={peopleCss.skillRow}>
          <span>{nameOf(code)}</span>
          <Select aria-label={nameOf(code)} value={level} style={{ width: 96 }} onChange={(next: number) => onChange(value.map((own) => (own.code === code ? { code, level: next } : own)))} options={levels.map((one) => ({ value: one, label: t('level', { level: one }) }))} />
          <Button type="text" icon={<X size={16} />} aria-label={t('remove', { name: nameOf(code) })} onClick={() => onChange(value.filter((own) => own.code !== code))} />
        </div>
      ))}
    </div>
  );
}

/** What she can do, as registered; `said` is what she says of herself, taken over with one tap by who has seen it. */
export function Skills({ profile, said = [] }: { profile: Profile; said?: readonly { code: string; name: Named }[] }) {
  const { t, say } = useText(peopleText);
  const [draft, setDraft] = useState<SkillWish[] | null>(null);
  const save = useCommand(api.workers.setSkills, { onDone: () => { showToast(t('saved')); setDraft(null); } });
  const mayEdit = profile.can['setSkills']?.isAllowed ?? false;
  const own = profile.skills.map(({ code, level }) => ({ code, level }));
  const fresh = said.filter(({ code }) => !own.some((skill) => skill.code === code));
  return (
    <Panel title={t('skills')} aside={draft === null && mayEdit ? <Button size="small" data-testid="skills-edit" onClick={() => setDraft(own)}>{t('editSkills')}</Button> : null}>
      {draft === null ? (
        <>
          {own.length === 0 ? <p className={css.quiet}>{t('noSkill')}</p> : <div className={css.tags} data-testid="skills">{profile.skills.map((skill) => <Tag key={skill.code} tone="jade">{say(skill.name)} · {t('level', { level: skill.level })}</Tag>)}</div>}
          {fresh.length > 0 ? (
            <Notice tone="sky">
              <b>{t('said')}</b> {fresh.map(({ name }) => say(name)).join(' · ')}
              {mayEdit ? <p><Button size="small" type="primary" loading={save.isRunning} data-testid="skills-take" onClick={() => void save.run({ workerId: profile.workerId, skills: [...own, ...fresh.map(({ code }) => ({ code, level: USUAL_LEVEL }))] })}>{t('takeOver')}</Button> <span className={css.quiet}>{t('takeOverNote', { level: USUAL_LEVEL })}</span></p> : null}
            </Notice>
          ) : null}
        </>
      ) : (
        <>
          <SkillEditor value={draft} onChange={setDraft} />
          <div className={css.line}><Button type="primary" loading={save.isRunning} data-testid="skills-save" onClick={() => void save.run({ workerId: profile.workerId, skills: draft })}>{t('save')}</Button><Button onClick={() => setDraft(null)}>{t('cancel')}</Button></div>
        </>
      )}
    </Panel>
  );
}
