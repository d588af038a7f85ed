import { MapPin } from 'lucide-react';
import { useState } from 'react';
import type { schoolings, targetGroups, applicationSources } from '@linli/contract';
import { api, type Input } from '../../shared/api.ts';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, Chips, ChipsMulti, Notice, PhoneInput, TextInput, isPhone } from '../../shared/kit/index.ts';
import type { RefusalError } from '../../shared/refusal.ts';
import { useView } from '../../shared/use-view.ts';
import css from '../learn.module.css';
import type { Application } from '../use-learner.ts';
import { applyText } from './apply.text.ts';
import { isIdentityNumber, tidyIdentity } from './identity.ts';

export type Draft = Input<'workers', 'saveApplication'>;
/** `save` keeps what is given and stays; `go` keeps it and goes on. */
export type StepProps = { application: Application | null; name: string; draft: Draft; refusal: RefusalError | null; onDraft: (draft: Draft) => void; go: (draft?: Draft) => void };

const schools = ['none', 'primary', 'juniorSecondary', 'seniorSecondary', 'vocational', 'college', 'bachelor'] as const satisfies readonly (typeof schoolings)[number][];
const groups = ['reEmployed', 'flexible', 'rural', 'hardship', 'graduate', 'veteran', 'disabled'] as const satisfies readonly (typeof targetGroups)[number][];
const sources = ['self', 'referral', 'womensFederation', 'townshipBase', 'jobCentre', 'school'] as const satisfies readonly (typeof applicationSources)[number][];

/** What she wants to do, and, if she likes, what she can do already: the desk looks at it with her. */
export function WorkStep({ application, draft, onDraft }: StepProps) {
  const { t, say } = useText(applyText);
  const { t: family } = useText(serviceFamilyText);
  const families = draft.families ?? application?.families ?? [];
  const known = useView(['workers', 'skillList'], () => api.workers.skillList({}), { live: false, staleSeconds: 3600 });
  const skills = (known.value?.items ?? []).filter((skill) => skill.families.some((one) => families.includes(one)));
  return (
    <>
      <Card title={t('families')} aside={t('familiesNote')}><ChipsMulti label={t('families')} values={families} onChange={(next) => onDraft({ families: next })} choices={serviceFamilies.map((value) => ({ value, label: family(value) }))} /></Card>
      {skills.length > 0 ? <Card title={t('skills')} aside={t('skillsNote')}><ChipsMulti label={t('skills')} values={draft.skills ?? application?.skills.map(({ code }) => code) ?? []} onChange={(next) => onDraft({ skills: next })} choices={skills.map(({ code, name }) => ({ value: code, label: say(name) }))} /></Card> : null}
    </>
  );
}

export function IdentityStep({ application, name, draft, refusal, onDraft }: StepProps) {
  const { t } = useText(applyText);
  const [isTyping, setTyping] = useState(!application?.maskedIdNumber);
  const typed = draft.idNumber ?? '';
  const wrong = refusal?.field === 'idNumber' ? refusal : typed.length === 18 && !isIdentityNumber(typed) ? t('idWrong') : null;
  return (
    <Card title={t('identity')}>
      <div className={css.wide}>
        <TextInput label={t('name')} value={draft.name ?? name} onChange={(value) => onDraft({ name: value })} maxLength={30} autoComplete="name" wrong={refusal?.field === 'name' ? refusal : null} />
        {isTyping ? <TextInput label={t('idNumber')} hint={`${t('idHint')} · ${typed.length} / 18`} autoFocus inputMode="text" autoComplete="off" data-testid="id-number" value={typed} onChange={(value) => onDraft({ idNumber: tidyIdentity(value) })} wrong={wrong} />
          : <div className={css.row}><b>{t('idKept', { masked: application!.maskedIdNumber })}</b><Button kind="quiet" onClick={() => setTyping(true)}>{t('idChange')}</Button></div>}
        <p className={css.soft}>{t('identityNote')}</p>
        <TextInput label={t('nativePlace')} hint={t('nativePlaceHint')} isOptional autoComplete="off" maxLength={40} data-testid="native-place" value={draft.nativePlace ?? application?.nativePlace ?? ''} onChange={(nativePlace) => onDraft({ nativePlace })} />
      </div>
    </Card>
  );
}

export function SchoolingStep({ application, draft, go }: StepProps) {
  const { t } = useText(applyText);
  return <Card title={t('schooling')}><Chips label={t('schooling')} value={draft.schooling ?? application?.schooling ?? null} onChange={(schooling) => { if (schooling) go({ schooling }); }} choices={schools.map((value) => ({ value, label: t(value) }))} /></Card>;
}

type Ring = readonly (readonly number[])[];
/** Near enough to the middle of a district; where exactly she lives is nobody's business yet. */
export const middleOf = (ring: Ring): { homeLon: number; homeLat: number } => {
  const mean = (at: 0 | 1): number => Math.round((ring.reduce((sum, point) => sum + point[at]!, 0) / ring.length) * 1e5) / 1e5;
  return { homeLon: mean(0), homeLat: mean(1) };
};

export function HomeStep({ application, draft, go }: StepProps) {
  const { t } = useText(applyText);
  const [state, setState] = useState<'idle' | 'looking' | 'lost'>('idle');
  const districts = useView(['alliance', 'listDistricts'], () => api.alliance.listDistricts({}), { live: false, staleSeconds: 600 });
  const kept = draft.homeArea ?? application?.homeArea ?? '';
  const useHere = (): void => {
    setState('looking');
    navigator.geolocation.getCurrentPosition(async ({ coords }) => {
      const near = await api.accounts.listEstates({ lon: coords.longitude, lat: coords.latitude, limit: 1 }).catch(() => null);
      const estate = near?.items[0];
      if (!estate) return setState('lost');
      go({ homeArea: estate.name, homeLon: Math.round(coords.longitude * 1e5) / 1e5, homeLat: Math.round(coords.latitude * 1e5) / 1e5 });
    }, () => setState('lost'), { timeout: 8000, maximumAge: 60_000 });
  };
  return (
    <Card title={t('home')} aside={t('homeNote')}>
      <div className={css.wide}>
        {kept === '' ? null : <b>{t('homeKept', { area: kept })}</b>}
        {'geolocation' in navigator ? <Button kind="soft" isWide isBusy={state === 'looking'} icon={<MapPin size={20} aria-hidden="true" />} onClick={useHere}>{t(state === 'looking' ? 'locating' : 'useHere')}</Button> : null}
        {state === 'lost' ? <Notice tone="warm">{t('notLocated')}</Notice> : null}
        <Chips label={t('home')} value={kept || null} onChange={(name) => { const found = districts.value?.items.find((one) => one.name === name); if (found) go({ homeArea: found.name, ...middleOf(found.ring) }); }} choices={(districts.value?.items ?? []).map(({ name }) => ({ value: name, label: name }))} />
        <p className={css.soft}>{t('otherTown')}</p>
      </div>
    </Card>
  );
}

const years = ['0', '1', '3', '5', '10'] as const;
const care = ['nanny', 'maternity', 'childcare'];

export function MoreStep({ application, draft, onDraft }: StepProps) {
  const { t } = useText(applyText);
  const source = draft.source ?? application?.source ?? 'self';
  const chosen = draft.experienceYears ?? application?.experienceYears ?? null;
  const isCare = (draft.families ?? application?.families ?? []).some((family) => care.includes(family));
  return (
    <>
      <Card title={t('more')}><div className={css.wide}>
        <p className={css.soft}>{t('moreNote')}</p>
        <Chips label={t('years')} isLabelShown value={years.find((one) => Number(one) === chosen) ?? null} onChange={(value) => { if (value) onDraft({ experienceYears: Number(value) }); }} choices={years.map((value) => ({ value, label: t(`year${value}`) }))} />
        <ChipsMulti label={t('groups')} isLabelShown values={draft.targetGroups ?? application?.targetGroups ?? []} onChange={(targetGroups) => onDraft({ targetGroups })} choices={groups.map((value) => ({ value, label: t(value) }))} />
        <Chips label={t('source')} isLabelShown value={draft.source ?? (application?.postId ? null : application?.source ?? null)} onChange={(source) => { if (source) onDraft({ source }); }} choices={sources.map((value) => ({ value, label: t(value) }))} />
        {source === 'self' ? null : <TextInput label={t('sourceWhich')} hint={t(source === 'referral' ? 'sourceWho' : 'sourceWhere')} isOptional maxLength={60} value={draft.sourceWords ?? application?.sourceWords ?? ''} onChange={(sourceWords) => onDraft({ sourceWords })} />}
      </div></Card>
      {isCare && application?.refereeCount !== 2 ? <Referees onDraft={onDraft} /> : null}
    </>
  );
}

const empty = { name: '', phone: '', relation: '' };
/** Two people who know her; kept only when both are whole. */
function Referees({ onDraft }: Pick<StepProps, 'onDraft'>) {
  const { t } = useText(applyText);
  const [rows, setRows] = useState([empty, empty]);
  const change = (at: number, part: Partial<typeof empty>): void => {
    const next = rows.map((row, index) => (index === at ? { ...row, ...part } : row));
    setRows(next);
    if (next.every((row) => row.name.trim() !== '' && isPhone(row.phone) && row.relation.trim() !== '')) onDraft({ referees: next });
  };
  return (
    <>
      <p className={css.soft}>{t('refereesNote')}</p>
      {rows.map((row, at) => (
        <Card key={at} title={t('referee', { no: at + 1 })}><div className={css.stack}>
          <TextInput label={t('refereeName')} value={row.name} maxLength={30} onChange={(name) => change(at, { name })} />
          <PhoneInput label={t('refereePhone')} value={row.phone} onChange={(phone) => change(at, { phone })} />
          <TextInput label={t('relation')} value={row.relation} maxLength={20} onChange={(relation) => change(at, { relation })} />
        </div></Card>
      ))}
    </>
  );
}
