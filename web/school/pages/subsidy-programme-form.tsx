import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type Input as InputTo, type View } from '../../shared/api.ts';
import partCss from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useText } from '../../shared/i18n.ts';
import { showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { DayInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { dayNow } from '../parts/now.ts';
import { subsidyText } from './subsidies.text.ts';

type Programme = View<'benefits', 'subsidyProgrammes'>['items'][number];
type Rules = InputTo<'benefits', 'saveSubsidyProgramme'>;
const groups = ['reEmployed', 'flexible', 'rural', 'hardship', 'graduate', 'veteran', 'disabled'] as const;
const parts = ['core', 'practical', 'specialty', 'mentor', 'coordination'] as const;
const YEARS_AHEAD = 5;

/** The places and the target of a year: of this one, of one to come, or of one that has figures already. */
export function YearForm({ programme, onDone }: { programme: Programme; onDone: () => void }) {
  const { t } = useText(subsidyText);
  const thisYear = Number(dayNow().slice(0, 4));
  const years = [...new Set([...programme.years.map(({ year }) => year), ...Array.from({ length: YEARS_AHEAD + 1 }, (_, ahead) => thisYear + ahead)])].toSorted((a, b) => a - b);
  const [year, setYear] = useState(thisYear);
  return (
    <div className={partCss.line}>
      <Select aria-label={t('year')} value={year} onChange={setYear} data-testid="year-choose" style={{ minWidth: 100 }} options={years.map((value) => ({ value, label: String(value) }))} />
      <YearFields key={year} programme={programme} year={year} onDone={onDone} />
    </div>
  );
}

function YearFields({ programme, year, onDone }: { programme: Programme; year: number; onDone: () => void }) {
  const { t } = useText(subsidyText);
  const now = programme.years.find((one) => one.year === year);
  const [quota, setQuota] = useState<number | null>(now?.quotaPersons ?? null);
  const [target, setTarget] = useState<number | null>(now?.targetPersons ?? null);
  const save = useCommand(api.benefits.setSubsidyYear, { onDone: () => { showToast(t('yearSaved')); onDone(); } });
  return (
    <>
      <InputNumber aria-label={t('places')} addonBefore={t('places')} min={0} precision={0} placeholder={t('unlimited')} value={quota} onChange={setQuota} />
      <InputNumber aria-label={t('target')} addonBefore={t('target')} min={0} precision={0} value={target} onChange={setTarget} />
      <Button type="primary" loading={save.isRunning} data-testid="year-save" onClick={() => void save.run({ programmeId: programme.programmeId, year, quotaPersons: quota, targetPersons: target })}>{t('saveYear', { year })}</Button>
    </>
  );
}

const fresh: Rules = { code: '', name: { zh: '', en: '' }, office: '', validFrom: '', isOpen: true, amount: { kind: 'fixed', amountFen: 80_000 }, parts: ['core'] };
/** What is sent of a programme that is there: its rules without what the server reckons. */
const rulesOf = ({ programmeId, code, name, office, validFrom, validTo, isOpen, evidence, region, amount, parts: own, kinds, groups: only, excludedGroups, needsGroupProof, needsExam, needsDeclaration, minAttendancePercent, claimWithinMonths, clawbackMonths, oncePerPerson, youngestYears, oldestYears, payTo }: Programme): Rules => ({
  programmeId, code, name, office, validFrom, ...(validTo !== null && { validTo }), isOpen, evidence, region, amount, parts: own, kinds, groups: only, excludedGroups, needsGroupProof, needsExam, needsDeclaration, minAttendancePercent, claimWithinMonths, clawbackMonths, oncePerPerson, youngestYears, oldestYears, payTo,
});
const fen = (yuan: number | null): number => Math.round((yuan ?? 0) * 100);

/** Everything a programme asks and pays. What the desk cannot see here it could not correct either. */
export function ProgrammeForm({ of, onClose }: { of: Programme | null; onClose: () => void }) {
  const { t, say } = useText(subsidyText);
  const [form, setForm] = useState<Rules>(of ? rulesOf(of) : fresh);
  const known = useView(['training', 'certificateKinds'], () => api.training.certificateKinds({}), { live: false, staleSeconds: 3600 });
  const save = useCommand(api.benefits.saveSubsidyProgramme, { isQuiet: true, onDone: () => { showToast(t('saved')); onClose(); } });
  const put = (change: Partial<Rules>): void => { save.reset(); setForm((before) => ({ ...before, ...change })); };
  const { amount } = form;
  const kinds = (known.value?.items ?? []).map((one) => ({ value: one.kind as string, label: say(one.title) }));
  const sum = (label: string, value: number, onChange: (next: number) => void) => <label>{label}<InputNumber min={0} precision={2} value={value / 100} style={{ width: '100%' }} onChange={(yuan) => onChange(fen(yuan))} /></label>;
  const count = (label: string, value: number, onChange: (next: number) => void) => <label>{label}<InputNumber min={0} precision={0} value={value} style={{ width: '100%' }} onChange={(next) => onChange(next ?? 0)} /></label>;
  const several = <T extends string>(label: string, value: T[], options: { value: T; label: string }[], onChange: (next: T[]) => void, testId?: string) => <label>{label}<Select mode="multiple" aria-label={label} data-testid={testId} value={value} onChange={onChange} options={options} showSearch={{ optionFilterProp: 'label' }} /></label>;
  const named = groups.map((value) => ({ value, label: t(value) }));
  const isFull = form.code !== '' && form.name.zh !== '' && form.name.en !== '' && form.office !== '' && form.validFrom !== '';
  return (
    <FormDrawer title={of ? t('edit') : t('newProgramme')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} testId="programme-save" onClose={onClose} onSave={() => void save.run({ ...form, ...(form.validTo === '' && { validTo: undefined }) })}>
      <div className={partCss.two}>
        <label>{t('nameZh')}<Input value={form.name.zh} maxLength={60} data-testid="programme-zh" onChange={(event) => put({ name: { ...form.name, zh: event.target.value } })} /></label>
        <label>{t('nameEn')}<Input value={form.name.en} maxLength={100} data-testid="programme-en" onChange={(event) => put({ name: { ...form.name, en: event.target.value } })} /></label>
        <label>{t('code')}<Input value={form.code} maxLength={30} data-testid="programme-code" onChange={(event) => put({ code: event.target.value })} /></label>
        <label>{t('office')}<Input value={form.office} maxLength={60} data-testid="programme-office" onChange={(event) => put({ office: event.target.value })} /></label>
        <label>{t('region')}<Input value={form.region ?? ''} maxLength={60} placeholder={t('wholeCity')} data-testid="programme-region" onChange={(event) => put({ region: event.target.value })} /></label>
        <label>{t('evidenceOf')}<Input value={form.evidence ?? ''} maxLength={300} data-testid="programme-evidence" onChange={(event) => put({ evidence: event.target.value })} /></label>
        <label>{t('from')}<Input type="date" value={form.validFrom} data-testid="programme-from" onChange={(event) => put({ validFrom: event.target.value })} /></label>
        <label>{t('to')}<DayInput label={t('to')} canClear value={form.validTo ?? ''} onChange={(validTo) => put({ validTo })} /></label>
      </div>
      <label>{t('amountKind')}<Select aria-label={t('amountKind')} value={amount.kind} options={(['fixed', 'range', 'full'] as const).map((value) => ({ value, label: t(value) }))} onChange={(kind) => put({ amount: kind === 'fixed' ? { kind, amountFen: 80_000 } : kind === 'range' ? { kind, minFen: 120_000, maxFen: 200_000 } : { kind, maxFen: 300_000 } })} /></label>
      <div className={partCss.two}>
        {amount.kind === 'fixed' ? sum(t('amountYuan'), amount.amountFen, (amountFen) => put({ amount: { kind: 'fixed', amountFen } })) : null}
        {amount.kind === 'range' ? sum(t('minYuan'), amount.minFen, (minFen) => put({ amount: { ...amount, minFen } })) : null}
        {amount.kind === 'fixed' ? null : sum(t('maxYuan'), amount.maxFen, (maxFen) => put({ amount: { ...amount, maxFen } }))}
      </div>
      {amount.kind === 'range' ? <ByKind of={amount.byKind ?? {}} startFen={amount.maxFen} kinds={kinds} onChange={(byKind) => put({ amount: { ...amount, byKind } })} /> : null}
      {several(t('parts'), form.parts ?? [], parts.map((value) => ({ value, label: t(value) })), (next) => put({ parts: next }))}
      {several(t('kindsToo'), form.kinds ?? [], kinds, (next) => put({ kinds: next }), 'programme-kinds')}
      {several(t('groups'), form.groups ?? [], named, (next) => put({ groups: next }))}
      {several(t('excludedGroups'), form.excludedGroups ?? [], named, (excludedGroups) => put({ excludedGroups }), 'programme-excluded')}
      <div className={partCss.two}>
        {count(t('youngest'), form.youngestYears ?? 16, (youngestYears) => put({ youngestYears }))}
        {count(t('oldest'), form.oldestYears ?? 60, (oldestYears) => put({ oldestYears }))}
        {count(t('minAttendance'), form.minAttendancePercent ?? 80, (minAttendancePercent) => put({ minAttendancePercent }))}
        {count(t('within'), form.claimWithinMonths ?? 12, (claimWithinMonths) => put({ claimWithinMonths }))}
        {count(t('clawbackMonths'), form.clawbackMonths ?? 12, (clawbackMonths) => put({ clawbackMonths }))}
        <label>{t('toWhom')}<Select aria-label={t('toWhom')} value={form.payTo ?? 'worker'} onChange={(payTo) => put({ payTo })} options={[{ value: 'worker' as const, label: t('toWorker') }, { value: 'school' as const, label: t('toSchool') }]} /></label>
      </div>
      <div className={partCss.line}>
        <Toggle label={t('once')} isOn={form.oncePerPerson ?? false} onChange={(oncePerPerson) => put({ oncePerPerson })} />
        <Toggle label={t('needsProof')} isOn={form.needsGroupProof ?? false} onChange={(needsGroupProof) => put({ needsGroupProof })} />
        <Toggle label={t('needsExam')} isOn={form.needsExam ?? true} onChange={(needsExam) => put({ needsExam })} />
        <Toggle label={t('needsDeclaration')} isOn={form.needsDeclaration ?? true} onChange={(needsDeclaration) => put({ needsDeclaration })} />
        <Toggle label={t('isOpen')} isOn={form.isOpen ?? true} onChange={(isOpen) => put({ isOpen })} />
      </div>
    </FormDrawer>
  );
}

/** What the office's table names for a kind of certificate; the others get the least, or what is asked for. */
function ByKind({ of, startFen, kinds, onChange }: { of: Record<string, number>; startFen: number; kinds: { value: string; label: string }[]; onChange: (next: Record<string, number>) => void }) {
  const { t } = useText(subsidyText);
  const labelOf = (kind: string): string => kinds.find(({ value }) => value === kind)?.label ?? kind;
  return (
    <label>
      {t('byKind')}
      {Object.entries(of).map(([kind, sumFen]) => (
        <span key={kind} className={partCss.line}>
          <span style={{ minWidth: 150 }}>{labelOf(kind)}</span>
          <InputNumber aria-label={labelOf(kind)} min={0} precision={2} value={sumFen / 100} onChange={(yuan) => onChange({ ...of, [kind]: fen(yuan) })} />
          <Button size="small" onClick={() => onChange(Object.fromEntries(Object.entries(of).filter(([one]) => one !== kind)))}>{t('dropKind')}</Button>
        </span>
      ))}
      <Select<string | null> aria-label={t('addKind')} data-testid="programme-by-kind" placeholder={t('addKind')} value={null} options={kinds.filter(({ value }) => of[value] === undefined)} showSearch={{ optionFilterProp: 'label' }} onChange={(kind) => { if (kind !== null) onChange({ ...of, [kind]: startFen }); }} />
    </label>
  );
}
