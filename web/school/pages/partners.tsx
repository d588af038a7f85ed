import { Input, InputNumber, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { KpiRow, KpiTile } from '../../shared/desk/kpi-tile.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { Amount, EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { DayInput } from '../parts/day-input.tsx';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { dayNow } from '../parts/now.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { campusText } from './campus.text.ts';
import { coursesText } from './courses.text.ts';
import { CreditTable, Credits, type CreditLine } from './credits.tsx';

type Partner = View<'courses', 'listPartners'>['items'][number];
type Gift = View<'courses', 'listSponsorships'>['items'][number];
const partnerWords = { vocationalSchool: 'vocationalSchool', trainingAgency: 'trainingAgency', womensFederation: 'womensFederation', jobCentre: 'jobCentre', labourBase: 'labourBase', government: 'partnerGovernment', elderInstitution: 'elderInstitution', clinic: 'clinic' } as const satisfies Record<Partner['kind'], string>;
const giftWords = { gear: 'gear', money: 'money', place: 'placeKind', teaching: 'teaching' } as const satisfies Record<Gift['kind'], string>;

/** Schools, agencies and bodies we train with, and what sponsors gave. */
export default function PartnersPage() {
  const { t, say } = useText(coursesText);
  const words = useText(text).t;
  const campus = useText(campusText).t;
  const { day } = useFormat();
  const [doing, setDoing] = useState<Partner | 'new' | 'gift' | null>(null);
  const found = useView(['courses', 'listPartners'], () => api.courses.listPartners({}), { live: ['partner', 'course'] });
  const gifts = usePages(['courses', 'listSponsorships'], (cursor) => api.courses.listSponsorships({ ...(cursor && { cursor }) }), { live: ['sponsorship', 'course'] });
  const kits = useView(['courses', 'listKits'], () => api.courses.listKits({}), { live: false, staleSeconds: 60 });
  const pill = (row: Partner) => <StatusPill tone={row.isInForce ? 'jade' : 'grey'}>{t(row.isInForce ? 'inForce' : 'ended')}</StatusPill>;
  const columns = [
    { title: t('partner'), key: 'name', width: 260, render: (_: unknown, row: Partner) => <span className={partCss.cell}><b className={partCss.strong}>{row.name}</b><small>{say(row.kindName)}</small></span> },
    { title: t('contact'), key: 'contact', width: 150, render: (_: unknown, row: Partner) => <span className={partCss.cell}><span>{row.contactName || '—'}</span><small>{row.maskedPhone}</small></span> },
    { title: t('agreement'), key: 'agreement', width: 240, render: (_: unknown, row: Partner) => <span className={partCss.cell}><span>{row.agreementNumber || '—'}</span><small>{day(row.fromDay)}{row.untilDay ? ` → ${day(row.untilDay)}` : ''}</small></span> },
    { title: t('cohorts'), key: 'cohorts', width: 160, render: (_: unknown, row: Partner) => t('partnerLearners', { cohorts: row.cohorts, learners: row.learners }) },
    { title: t('state'), key: 'state', width: 100, render: (_: unknown, row: Partner) => pill(row) },
  ];
  const kitGiven = (row: Gift): string => (row.kitId === null || row.kitCount === 0 ? '' : campus('kitsGiven', { name: kits.value?.items.find(({ kitId }) => kitId === row.kitId)?.name ?? t('kit'), count: row.kitCount }));
  const giftColumns = [
    { title: t('sponsor'), key: 'sponsor', width: 220, render: (_: unknown, row: Gift) => <b className={partCss.strong}>{row.sponsor}</b> },
    { title: t('kind'), key: 'kind', width: 90, render: (_: unknown, row: Gift) => say(row.kindName) },
    { title: t('value'), key: 'value', width: 120, align: 'right' as const, render: (_: unknown, row: Gift) => <Amount fen={row.valueFen} /> },
    { title: t('receivedOn'), key: 'on', width: 140, render: (_: unknown, row: Gift) => day(row.receivedOn) },
    { title: t('words'), key: 'words', width: 260, render: (_: unknown, row: Gift) => <span className={partCss.cell}><span>{[kitGiven(row), row.words].filter(Boolean).join(' · ')}</span><small>{row.byName}</small></span> },
  ];
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="partner-add" onClick={() => setDoing('new')}>{t('addPartner')}</OperatorButton>;
  return (
    <Page title={words('partners')} aside={add}>
      <div data-testid="partner-figures">
        <KpiRow>
          <KpiTile label={campus('inForce')} value={found.value?.inForce ?? '…'} note={found.value ? found.value.target === null ? campus('noTarget') : campus('target', { target: found.value.target }) : null} tone={found.value && found.value.inForce >= (found.value.target ?? 0) ? 'jade' : 'warm'} />
          {found.value?.byKind.filter(({ inForce }) => inForce > 0).map((one) => <KpiTile key={one.kind} label={say(one.name)} value={one.inForce} />)}
        </KpiRow>
      </div>
      <div data-testid="partners"><DenseTable<Partner> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.partnerId} columns={columns} onOpen={setDoing} card={(row) => ({ title: row.name, aside: pill(row), note: <><span>{say(row.kindName)}</span><span>{t('partnerLearners', { cohorts: row.cohorts, learners: row.learners })}</span></> })} empty={<EmptyState title={t('noPartners')} art="calm" action={add} />} /></div>
      <Credits partners={found.value?.items ?? []} />
      <Panel title={t('sponsorsTab')} aside={<OperatorButton size="small" onClick={() => setDoing('gift')}>{t('addSponsor')}</OperatorButton>}>
        <DenseTable<Gift> of={gifts} rowKey={(row) => row.sponsorshipId} columns={giftColumns} card={(row) => ({ title: row.sponsor, aside: <Amount fen={row.valueFen} />, note: <><span>{say(row.kindName)}</span><span>{day(row.receivedOn)}</span></> })} empty={<p className={partCss.none}>{t('noSponsors')}</p>} />
      </Panel>
      {doing === 'gift' ? <GiftForm onClose={() => setDoing(null)} /> : doing ? <PartnerForm key={doing === 'new' ? 'new' : doing.partnerId} of={doing === 'new' ? null : doing} onClose={() => setDoing(null)} /> : null}
    </Page>
  );
}

function PartnerForm({ of, onClose }: { of: Partner | null; onClose: () => void }) {
  const { t } = useText(coursesText);
  const campus = useText(campusText).t;
  const [kind, setKind] = useState<Partner['kind']>(of?.kind ?? 'vocationalSchool');
  const [name, setName] = useState(of?.name ?? '');
  const [contactName, setContact] = useState(of?.contactName ?? '');
  const [phone, setPhone] = useState('');
  const [agreementNumber, setAgreement] = useState(of?.agreementNumber ?? '');
  const [fromDay, setFrom] = useState(of?.fromDay ?? dayNow());
  const [untilDay, setUntil] = useState(of?.untilDay ?? '');
  const [credits, setCredits] = useState<CreditLine[]>(of?.credits ?? []);
  const save = useCommand(api.courses.savePartner, { isQuiet: true, onDone: () => { showToast(t('partnerSaved')); onClose(); } });
  const isFull = name.trim() !== '' && fromDay !== '' && (phone === '' || /^1[3-9]\d{9}$/.test(phone)) && credits.every((line) => line.subject.trim() !== '');
  return (
    <FormDrawer title={of?.name ?? t('addPartner')} isFull={isFull} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} testId="partner-save" onSave={() => void save.run({ ...(of && { partnerId: of.partnerId }), credits: credits.map((line) => ({ ...line, subject: line.subject.trim() })), kind, name: name.trim(), contactName: contactName.trim(), agreementNumber: agreementNumber.trim(), fromDay, ...(phone && { phone }), ...(untilDay && { untilDay }) })}>
      <label>{t('kind')}<Select aria-label={t('kind')} value={kind} onChange={setKind} options={(Object.keys(partnerWords) as Partner['kind'][]).map((value) => ({ value, label: t(partnerWords[value]) }))} /></label>
      <label>{t('name')}<Input value={name} maxLength={60} data-testid="partner-name" onChange={(event) => setName(event.target.value)} /></label>
      <div className={partCss.two}>
        <label>{t('contact')}<Input value={contactName} maxLength={30} onChange={(event) => setContact(event.target.value)} /></label>
        <label>{t('phone')}<Input type="tel" value={phone} maxLength={11} placeholder={of?.maskedPhone ?? ''} onChange={(event) => setPhone(event.target.value.replace(/\D/g, ''))} /></label>
        <label>{campus('agreementFrom')}<DayInput value={fromDay} onChange={setFrom} /></label>
        <label>{campus('agreementUntil')}<DayInput value={untilDay} onChange={setUntil} canClear /></label>
      </div>
      <label>{t('agreement')}<Input value={agreementNumber} maxLength={40} onChange={(event) => setAgreement(event.target.value)} /></label>
      <CreditTable of={credits} onChange={setCredits} />
    </FormDrawer>
  );
}

function GiftForm({ onClose }: { onClose: () => void }) {
  const { t } = useText(coursesText);
  const [sponsor, setSponsor] = useState('');
  const [kind, setKind] = useState<Gift['kind']>('gear');
  const [value, setValue] = useState(0);
  const [words, setWords] = useState('');
  const [receivedOn, setOn] = useState(dayNow());
  const [kitId, setKit] = useState<string | null>(null);
  const [kitCount, setCount] = useState(10);
  const campus = useText(campusText).t;
  const kits = useView(['courses', 'listKits'], () => api.courses.listKits({}), { live: false, staleSeconds: 60 });
  const save = useCommand(api.courses.recordSponsorship, { isQuiet: true, onDone: () => { showToast(t('sponsorSaved')); onClose(); } });
  return (
    <FormDrawer title={t('addSponsor')} isFull={sponsor.trim() !== ''} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} onSave={() => void save.run({ sponsor: sponsor.trim(), kind, valueFen: Math.round(value * 100), words: words.trim(), receivedOn, ...(kind === 'gear' && kitId && { kitId, kitCount }) })}>
      <label>{t('sponsor')}<Input value={sponsor} maxLength={60} onChange={(event) => setSponsor(event.target.value)} /></label>
      <div className={partCss.two}>
        <label>{t('kind')}<Select aria-label={t('kind')} value={kind} onChange={setKind} options={(Object.keys(giftWords) as Gift['kind'][]).map((one) => ({ value: one, label: t(giftWords[one]) }))} /></label>
        <label>{t('amount')}<InputNumber min={0} value={value} onChange={(next) => setValue(next ?? 0)} style={{ width: '100%' }} /></label>
      </div>
      {kind === 'gear' ? (
        <div className={partCss.two}>
          <label>{campus('kit')}<Select aria-label={campus('kit')} allowClear placeholder={campus('kitOptional')} value={kitId} onChange={(next?: string) => setKit(next ?? null)} options={(kits.value?.items ?? []).map((one) => ({ value: one.kitId, label: one.name }))} /></label>
          <label>{campus('kitCount')}<InputNumber min={1} max={10000} disabled={kitId === null} value={kitCount} onChange={(next) => setCount(next ?? 1)} style={{ width: '100%' }} /></label>
        </div>
      ) : null}
      <label>{t('receivedOn')}<DayInput value={receivedOn} onChange={setOn} /></label>
      <label>{t('words')}<Input value={words} maxLength={300} onChange={(event) => setWords(event.target.value)} /></label>
    </FormDrawer>
  );
}
