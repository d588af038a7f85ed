import { Button, Input, InputNumber, Segmented, Select, Slider } from 'antd';
import { useState } from 'react';
import { api, type Input as InputFor, type View } from '../../shared/api.ts';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import css from '../../shared/desk/parts.module.css';
import { type SkillWish, SkillEditor } from '../../shared/desk/people/skills.tsx';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import staffCss from './staff.module.css';
import { staffText } from './staff.text.ts';

type Wish = InputFor<'workers', 'register'>;
type Estate = View<'accounts', 'listEstates'>['items'][number];
const steps = [1, 2, 3, 4] as const;
const modes = ['walk', 'ebike', 'bus', 'car'] as const;
const scenes = ['baby', 'pet', 'elder', 'house'] as const;
const weeks = ['weekday', 'everyDay', 'evening', 'own'] as const;
type Week = (typeof weeks)[number];
const spanDays = (days: readonly number[], from: string, to: string) => days.map((weekday) => ({ weekday, from, to }));
const weekOf: Record<Week, NonNullable<Wish['weekly']>> = { weekday: spanDays([1, 2, 3, 4, 5], '09:00', '18:00'), everyDay: spanDays([1, 2, 3, 4, 5, 6, 7], '08:00', '19:00'), evening: spanDays([1, 2, 3, 4, 5, 6, 7], '08:00', '21:00'), own: [] };

/** Registers a worker in four short steps; papers come right after. */
export function Register({ onClose, onDone }: { onClose: () => void; onDone: (workerId: string) => void }) {
  const { t, locale } = useText(staffText);
  const { distance } = useFormat();
  const [step, setStep] = useState(1);
  const [isTold, setTold] = useState(false);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [years, setYears] = useState(1);
  const [about, setAbout] = useState('');
  const [estate, setEstate] = useState<Estate | null>(null);
  const [mode, setMode] = useState<(typeof modes)[number]>('ebike');
  const [radius, setRadius] = useState(8000);
  const [scene, setScene] = useState<(typeof scenes)[number][]>([]);
  const [skills, setSkills] = useState<SkillWish[]>([]);
  const [week, setWeek] = useState<Week>('everyDay');
  const register = useCommand(api.workers.register, { isQuiet: true, onDone: (made) => { showToast(t('done', { name: made.name })); onDone(made.workerId); } });
  const wrong = step === 1 ? (name.trim() === '' ? t('nameWrong') : /^1[3-9]\d{9}$/.test(phone) ? null : t('phoneWrong')) : step === 2 && estate === null ? t('homeWrong') : null;
  const go = (): void => {
    setTold(wrong !== null);
    if (wrong !== null) return;
    if (step < 4) return setStep(step + 1);
    void register.run({ phone, name: name.trim(), homeLon: estate!.lon, homeLat: estate!.lat, homeArea: estate!.name, travelMode: mode, travelRadiusMeters: radius, experienceYears: years, about: about.trim(), sceneSkills: scene, skills, weekly: weekOf[week] });
  };
  const footer = <div className={css.line}>{step > 1 ? <Button size="large" onClick={() => { setTold(false); setStep(step - 1); }}>{t('back')}</Button> : null}<Button size="large" type="primary" style={{ flex: 1 }} loading={register.isRunning} data-testid="register-next" onClick={go}>{t(step === 4 ? 'finish' : 'next')}</Button></div>;
  return (
    <DeskDrawer isOpen title={t('register')} widthPixels={520} onClose={onClose} footer={footer} hasMask>
      <form className={css.form} data-testid="register-form" onSubmit={(event) => { event.preventDefault(); go(); }}>
        <div className={staffCss.steps} aria-hidden="true">{steps.map((one) => <span key={one} data-done={one <= step} aria-current={one === step ? 'step' : undefined}>{t(`step${one}`)}</span>)}</div>
        {step === 1 ? (
          <>
            <label>{t('fullName')}<Input size="large" autoFocus value={name} maxLength={30} data-testid="register-name" onChange={(event) => setName(event.target.value)} /></label>
            <label>{t('mobile')}<Input size="large" type="tel" inputMode="numeric" value={phone} maxLength={11} data-testid="register-phone" onChange={(event) => setPhone(event.target.value.replace(/\D/g, ''))} /><span className={css.quiet}>{t('mobileNote')}</span></label>
            <label>{t('yearsField')}<InputNumber size="large" min={0} max={60} value={years} onChange={(value) => setYears(value ?? 0)} style={{ width: 120 }} /></label>
            <label>{t('about')}<Input.TextArea value={about} maxLength={300} rows={2} placeholder={t('aboutHint')} onChange={(event) => setAbout(event.target.value)} /></label>
          </>
        ) : step === 2 ? (
          <>
            <label>{t('home')}<EstatePicker value={estate} onChange={setEstate} /><span className={css.quiet}>{t('homeNote')}</span></label>
            <div className={css.label}>{t('transport')}<Segmented block value={mode} onChange={setMode} options={modes.map((value) => ({ value, label: t(value) }))} /></div>
            <div className={css.label}><span>{t('farthest')} <b>{distance(radius)}</b></span><Slider min={1000} max={30_000} step={500} value={radius} onChange={setRadius} ariaLabelForHandle={t('farthest')} tooltip={{ open: false }} /></div>
          </>
        ) : step === 3 ? (
          <>
            <p className={css.lead}>{t('pickSkills')}</p>
            <SkillEditor value={skills} onChange={setSkills} />
            <div className={css.label}>{t('sceneSkill')}<div className={css.line}>{scenes.map((one) => <button key={one} type="button" className={css.chip} aria-pressed={scene.includes(one)} onClick={() => setScene(scene.includes(one) ? scene.filter((other) => other !== one) : [...scene, one])}>{t(one)}</button>)}</div></div>
          </>
        ) : (
          <>
            <p className={css.lead}>{t('weekTimes')}</p>
            {weeks.map((one) => <button key={one} type="button" className={staffCss.choice} aria-pressed={week === one} onClick={() => setWeek(one)}><b>{t(one)}</b><small>{t(`${one}Note`)}</small></button>)}
            <p className={css.lead}>{t('afterNote')}</p>
          </>
        )}
        {isTold && wrong ? <p className={css.wrong} role="alert">{wrong}</p> : null}
        {register.refusal ? <p className={css.wrong} role="alert">{register.refusal[locale]}</p> : null}
      </form>
    </DeskDrawer>
  );
}

function EstatePicker({ value, onChange }: { value: Estate | null; onChange: (estate: Estate) => void }) {
  const { t } = useText(staffText);
  const [words, setWords] = useState('');
  const found = useView(['accounts', 'listEstates', words], () => api.accounts.listEstates({ limit: 30, ...(words.trim() !== '' && { q: words.trim() }) }), { live: false, staleSeconds: 300 });
  const items = found.value?.items ?? [];
  const shown = value && !items.some(({ estateId }) => estateId === value.estateId) ? [value, ...items] : items;
  return (
    <Select
      size="large" aria-label={t('home')} placeholder={t('homeSearch')} value={value?.estateId ?? null} showSearch={{ filterOption: false, onSearch: setWords }} loading={found.isLoading} data-testid="register-estate"
      onChange={(estateId: string | null) => { const picked = shown.find((one) => one.estateId === estateId); if (picked) onChange(picked); }} options={shown.map((one) => ({ value: one.estateId, label: `${one.name} · ${one.districtName}` }))}
    />
  );
}
