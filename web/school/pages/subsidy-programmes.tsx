import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type Input as InputTo, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Progress, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import type { Viewed } from '../../shared/use-view.ts';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { OperatorButton } from '../parts/role-button.tsx';
import { subsidyText } from './subsidies.text.ts';

type Programme = View<'benefits', 'subsidyProgrammes'>['items'][number];
type Rules = InputTo<'benefits', 'saveSubsidyProgramme'>;
const groups = ['reEmployed', 'flexible', 'rural', 'hardship', 'graduate', 'veteran', 'disabled'] as const;
const parts = ['core', 'practical', 'specialty', 'mentor', 'coordination'] as const;

/** Programmes with their rule in a sentence, this year's places and target, and what is held for the office. */
export function SubsidyProgrammes({ of }: { of: Viewed<View<'benefits', 'subsidyProgrammes'>> }) {
  const { t } = useText(subsidyText);
  const [editing, setEditing] = useState<Programme | 'new' | null>(null);
  return (
    <div className={partCss.stack} data-testid="programmes">
      <div className={partCss.line}><OperatorButton data-testid="programme-new" onClick={() => setEditing('new')}>{t('newProgramme')}</OperatorButton></div>
      <Faces of={of} loading={<SkeletonList count={3} />}>{({ items }) => items.map((one) => <One key={one.programmeId} programme={one} onEdit={() => setEditing(one)} />)}</Faces>
      {editing === null ? null : <ProgrammeForm of={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </div>
  );
}

function One({ programme, onEdit }: { programme: Programme; onEdit: () => void }) {
  const { t, say } = useText(subsidyText);
  const { money, day } = useFormat();
  const holds = useHolds();
  const [isSetting, setSetting] = useState(false);
  const [slipNo, setSlip] = useState('');
  const giveBack = useCommand(api.benefits.returnSubsidy, { onDone: () => { showToast(t('returned')); setSlip(''); } });
  return (
    <Panel title={say(programme.name)} note={`${programme.office} · ${t('version', { version: programme.version })}`} aside={<><StatusPill tone={programme.isOpen ? 'jade' : 'grey'}>{t(programme.isOpen ? 'isOpen' : 'closed')}</StatusPill><OperatorButton size="small" onClick={() => setSetting(!isSetting)}>{t('setYear')}</OperatorButton><OperatorButton size="small" data-testid={`programme-${programme.code}`} onClick={onEdit}>{t('edit')}</OperatorButton></>}>
      <p>{say(programme.words)}</p>
      <p className={partCss.lead}>{day(programme.validFrom)} – {programme.validTo ? day(programme.validTo) : t('unlimited')} · {programme.evidence}</p>
      {programme.years.map((year) => (
        <div key={year.year} className={partCss.stack}>
          <div className={partCss.line}>
            <b>{year.year}</b>
            <span>{year.quotaPersons === null ? t('placesFree', { used: year.claimed }) : t('placesOf', { used: year.claimed, quota: year.quotaPersons })}</span>
            {year.targetPersons === null ? null : <span className={partCss.quiet}>{t('targetOf', { target: year.targetPersons, percent: year.targetPercent ?? 0 })}</span>}
            <span className={partCss.quiet}>{t('passed', { count: year.accepted })}</span><span className={partCss.quiet}>{t('paidSum', { amount: money(year.paidFen) })}</span>
            {year.clawedBackFen > 0 ? <span className={partCss.danger}>{t('back', { amount: money(year.clawedBackFen) })}</span> : null}
          </div>
          {year.targetPercent === null ? null : <Progress done={year.accepted} total={year.targetPersons ?? 0} label={t('targetOf', { target: year.targetPersons ?? 0, percent: year.targetPercent })} />}
        </div>
      ))}
      {isSetting ? <YearForm programme={programme} onDone={() => setSetting(false)} /> : null}
      {programme.heldFen > 0 ? (
        <div className={partCss.line}>
          <span className={partCss.warm}>{t('held', { amount: money(programme.heldFen) })}</span>
          {holds('finance') ? <><Input aria-label={t('slipNo')} placeholder={t('slipNo')} value={slipNo} maxLength={40} style={{ width: 200 }} onChange={(event) => setSlip(event.target.value)} /><Button disabled={slipNo.trim() === ''} loading={giveBack.isRunning} onClick={() => void giveBack.run({ programmeId: programme.programmeId, slipNo: slipNo.trim() })}>{t('returnOffice')}</Button></> : null}
        </div>
      ) : null}
    </Panel>
  );
}

function YearForm({ programme, onDone }: { programme: Programme; onDone: () => void }) {
  const { t } = useText(subsidyText);
  const now = programme.years[0]!;
  const [quota, setQuota] = useState<number | null>(now.quotaPersons);
  const [target, setTarget] = useState<number | null>(now.targetPersons);
  const save = useCommand(api.benefits.setSubsidyYear, { onDone: () => { showToast(t('yearSaved')); onDone(); } });
  return (
    <div className={partCss.line}>
      <InputNumber aria-label={t('places')} addonBefore={t('places')} min={0} precision={0} placeholder={t('unlimited')} value={quota} onChange={setQuota} />
      <InputNumber aria-label={t('target')} addonBefore={t('target')} min={0} precision={0} value={target} onChange={setTarget} />
      <Button type="primary" loading={save.isRunning} data-testid="year-save" onClick={() => void save.run({ programmeId: programme.programmeId, year: now.year, quotaPersons: quota, targetPersons: target })}>{t('setYear')}</Button>
    </div>
  );
}

const fresh: Rules = { code: '', name: { zh: '', en: '' }, office: '', validFrom: '', isOpen: true, amount: { kind: 'fixed', amountFen: 80_000 }, parts: ['core'] };
/** What is sent of a programme that is there: its rules without what the server reckons. */
const rulesOf = ({ programmeId, code, name, office, validFrom, validTo, isOpen, evidence, amount, parts: own, kinds, groups: only, excludedGroups, needsGroupProof, needsExam, needsDeclaration, minAttendancePercent, claimWithinMonths, clawbackMonths, oncePerPerson, youngestYears, oldestYears, payTo }: Programme): Rules => ({
  programmeId, code, name, office, validFrom, ...(validTo !== null && { validTo }), isOpen, evidence, amount, parts: own, kinds, groups: only, excludedGroups, needsGroupProof, needsExam, needsDeclaration, minAttendancePercent, claimWithinMonths, clawbackMonths, oncePerPerson, youngestYears, oldestYears, payTo,
});

function ProgrammeForm({ of, onClose }: { of: Programme | null; onClose: () => void }) {
  const { t } = useText(subsidyText);
  const [form, setForm] = useState<Rules>(of ? rulesOf(of) : fresh);
  const save = useCommand(api.benefits.saveSubsidyProgramme, { isQuiet: true, onDone: () => { showToast(t('saved')); onClose(); } });
  const put = (change: Partial<Rules>): void => { save.reset(); setForm((before) => ({ ...before, ...change })); };
  const { amount } = form;
  const fen = (yuan: number | null): number => Math.round((yuan ?? 0) * 100);
  const sum = (label: string, value: number, onChange: (next: number) => void) => <label>{label}<InputNumber min={0} precision={2} value={value / 100} style={{ width: '100%' }} onChange={(yuan) => onChange(fen(yuan))} /></label>;
  const count = (label: string, value: number, onChange: (next: number) => void) => <label>{label}<InputNumber min={0} precision={0} value={value} style={{ width: '100%' }} onChange={(next) => onChange(next ?? 0)} /></label>;
  const isFull = form.code !== '' && form.name.zh !== '' && form.name.en !== '' && form.office !== '' && form.validFrom !== '';
  return (
    <FormDrawer title={of ? t('edit') : t('newProgramme')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} testId="programme-save" onClose={onClose} onSave={() => void save.run({ ...form, ...(form.validTo === '' && { validTo: undefined }) })}>
      <div className={partCss.two}>
        <label>{t('nameZh')}<Input value={form.name.zh} maxLength={60} data-testid="programme-zh" onChange={(event) => put({ name: { ...form.name, zh: event.target.value } })} /></label>
        <label>{t('nameEn')}<Input value={form.name.en} maxLength={100} data-testid="programme-en" onChange={(event) => put({ name: { ...form.name, en: event.target.value } })} /></label>
        <label>{t('code')}<Input value={form.code} maxLength={30} data-testid="programme-code" onChange={(event) => put({ code: event.target.value })} /></label>
        <label>{t('office')}<Input value={form.office} maxLength={60} data-testid="programme-office" onChange={(event) => put({ office: event.target.value })} /></label>
        <label>{t('from')}<Input type="date" value={form.validFrom} data-testid="programme-from" onChange={(event) => put({ validFrom: event.target.value })} /></label>
        <label>{t('to')}<Input type="date" value={form.validTo ?? ''} onChange={(event) => put({ validTo: event.target.value })} /></label>
      </div>
      <label>{t('amountKind')}<Select aria-label={t('amountKind')} value={amount.kind} options={(['fixed', 'range', 'full'] as const).map((value) => ({ value, label: t(value) }))} onChange={(kind) => put({ amount: kind === 'fixed' ? { kind, amountFen: 80_000 } : kind === 'range' ? { kind, minFen: 120_000, maxFen: 200_000 } : { kind, maxFen: 300_000 } })} /></label>
      <div className={partCss.two}>
        {amount.kind === 'fixed' ? sum(t('amountYuan'), amount.amountFen, (amountFen) => put({ amount: { kind: 'fixed', amountFen } })) : null}
        {amount.kind === 'range' ? sum(t('minYuan'), amount.minFen, (minFen) => put({ amount: { ...amount, minFen } })) : null}
        {amount.kind === 'fixed' ? null : sum(t('maxYuan'), amount.maxFen, (maxFen) => put({ amount: { ...amount, maxFen } }))}
      </div>
      <label>{t('parts')}<Select mode="multiple" aria-label={t('parts')} value={form.parts ?? []} onChange={(next) => put({ parts: next })} options={parts.map((value) => ({ value, label: t(value) }))} /></label>
      <label>{t('groups')}<Select mode="multiple" aria-label={t('groups')} value={form.groups ?? []} onChange={(next) => put({ groups: next })} options={groups.map((value) => ({ value, label: t(value) }))} /></label>
      <div className={partCss.two}>
        {count(t('minAttendance'), form.minAttendancePercent ?? 80, (minAttendancePercent) => put({ minAttendancePercent }))}
        {count(t('within'), form.claimWithinMonths ?? 12, (claimWithinMonths) => put({ claimWithinMonths }))}
        {count(t('clawbackMonths'), form.clawbackMonths ?? 12, (clawbackMonths) => put({ clawbackMonths }))}
        <label>{t('toWhom')}<Select aria-label={t('toWhom')} value={form.payTo ?? 'worker'} onChange={(payTo) => put({ payTo })} options={[{ value: 'worker' as const, label: t('toWorker') }, { value: 'school' as const, label: t('toSchool') }]} /></label>
      </div>
      <div className={partCss.line}>
        <Toggle label={t('once')} isOn={form.oncePerPerson ?? false} onChange={(oncePerPerson) => put({ oncePerPerson })} />
        <Toggle label={t('needsProof')} isOn={form.needsGroupProof ?? false} onChange={(needsGroupProof) => put({ needsGroupProof })} />
        <Toggle label={t('isOpen')} isOn={form.isOpen ?? true} onChange={(isOpen) => put({ isOpen })} />
      </div>
    </FormDrawer>
  );
}
