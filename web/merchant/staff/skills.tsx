import { Button, Select } from 'antd';
import { X } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import css from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useSkills } from '../use-merchant.ts';
import type { Profile } from './papers.tsx';
import staffCss from './staff.module.css';
import { staffText } from './staff.text.ts';

export type SkillWish = { code: string; level: number };
const levels = [1, 2, 3, 4, 5];

/** Skills to pick from, each with its level. */
export function SkillEditor({ value, onChange }: { value: readonly SkillWish[]; onChange: (next: SkillWish[]) => void }) {
  const { t, say } = useText(staffText);
  const known = useSkills().value?.items ?? [];
  const nameOf = (code: string): string => say(known.find((skill) => skill.code === code)?.name) || code;
  return (
    <div className={css.stack}>
      <Select
        aria-label={t('addSkill')} placeholder={t('addSkill')} value={null} showSearch={{ optionFilterProp: 'label' }} data-testid="skill-add" onSelect={(code: string | null) => { if (code !== null) onChange([...value, { code, level: 2 }]); }}
        options={known.filter(({ code }) => !value.some((own) => own.code === code)).map(({ code, name }) => ({ value: code, label: say(name) }))}
      />
      {value.map(({ code, level }) => (
        <div key={code} className={staffCss.skillRow}>
          <span>{nameOf(code)}</span>
          <Select aria-label={nameOf(code)} value={level} style={{ width: 96 }} onChange={(next: number) => onChange(value.map((own) => (own.code === code ? { code, level: next } : own)))} options={levels.map((one) => ({ value: one, label: t('level', { level: one }) }))} />
          <Button type="text" icon={<X size={16} />} aria-label={t('remove', { name: nameOf(code) })} onClick={() => onChange(value.filter((own) => own.code !== code))} />
        </div>
      ))}
    </div>
  );
}

export function Skills({ profile }: { profile: Profile }) {
  const { t, say } = useText(staffText);
  const [draft, setDraft] = useState<SkillWish[] | null>(null);
  const save = useCommand(api.workers.setSkills, { onDone: () => { showToast(t('saved')); setDraft(null); } });
  return (
    <Panel title={t('skills')} aside={draft === null && profile.can['setSkills']?.isAllowed ? <Button size="small" data-testid="skills-edit" onClick={() => setDraft(profile.skills.map(({ code, level }) => ({ code, level })))}>{t('editSkills')}</Button> : null}>
      {draft === null ? (
        profile.skills.length === 0 ? <p className={css.quiet}>{t('noSkill')}</p> : <div className={css.tags}>{profile.skills.map((skill) => <Tag key={skill.code} tone="jade">{say(skill.name)} · {t('level', { level: skill.level })}</Tag>)}</div>
      ) : (
        <>
          <SkillEditor value={draft} onChange={setDraft} />
          <div className={css.line}><Button type="primary" loading={save.isRunning} data-testid="skills-save" onClick={() => void save.run({ workerId: profile.workerId, skills: draft })}>{t('save')}</Button><Button onClick={() => setDraft(null)}>{t('cancel')}</Button></div>
        </>
      )}
    </Panel>
  );
}
