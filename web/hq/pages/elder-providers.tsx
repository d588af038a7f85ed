import { Button, Input, Select } from 'antd';
import type { elderServices } from '@linli/contract';
import { useMemo, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { DeskDrawer } from '../../shared/desk/desk-drawer.tsx';
import { ExportButton } from '../../shared/desk/export-button.tsx';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { useHolds, useParam } from '../use-hq.ts';
import { elderText } from './elder-providers.text.ts';

type Provider = View<'alliance', 'elderProviders'>['items'][number];
type Service = (typeof elderServices)[number];
const services = ['meals', 'bathing', 'cleaning', 'walking', 'urgentHelp', 'medicalEscort', 'rehabilitation', 'dayCare', 'companionship'] as const satisfies readonly Service[];
const states = ['applied', 'listed', 'removed'] as const;
const tone = ({ state, isInForce }: Provider): 'jade' | 'sky' | 'warm' | 'grey' => (isInForce ? 'jade' : state === 'applied' ? 'sky' : state === 'listed' ? 'warm' : 'grey');

/** The city's register of elder-care providers, as far as the alliance is in it. */
export function ElderProviders({ q }: { q: string }) {
  const { t, say } = useText(elderText);
  const { param, open } = useParam();
  const mayExport = useHolds()('operator', 'auditor');
  const found = useView(['alliance', 'elderProviders'], () => api.alliance.elderProviders({}), { live: ['alliance'] });
  const rows = (found.value?.items ?? []).filter(({ merchantName, licenceNo, registerNo }) => q === '' || [merchantName, licenceNo, registerNo].some((text) => text.includes(q)));
  const opened = found.value?.items.find(({ merchantId }) => merchantId === param('elder'));
  const columns = useMemo(() => [
    { title: t('firm'), key: 'firm', width: 240, render: (_: unknown, row: Provider) => <span className={partCss.cell}><b className={partCss.strong}>{row.merchantName}</b><small>{row.licenceNo}</small></span> },
    { title: t('register'), key: 'register', width: 190, render: (_: unknown, row: Provider) => <StatusPill tone={tone(row)}>{say(row.stateWords)}</StatusPill> },
    { title: t('number'), key: 'number', width: 190, render: (_: unknown, row: Provider) => <span className={partCss.cell}><span>{row.registerNo || '—'}</span><small>{row.authority}</small></span> },
    { title: t('services'), key: 'services', width: 220, render: (_: unknown, row: Provider) => <span className={partCss.cell}>{row.services.map((one) => t(one)).join(' · ') || '—'}</span> },
    { title: t('status'), key: 'status', width: 110, render: (_: unknown, row: Provider) => <span className={partCss.cell}><span>{say(row.statusName)}</span>{row.offersElderCare ? null : <small className={partCss.warm}>{t('noElder')}</small>}</span> },
    { title: t('grade'), key: 'grade', width: 80, render: (_: unknown, row: Provider) => row.grade ?? '—' },
    { title: t('workers'), key: 'workers', width: 76, align: 'right' as const, render: (_: unknown, row: Provider) => row.workerCount },
  ], [t, say]);
  const card = (row: Provider): RowCard => ({ title: row.merchantName, aside: <StatusPill tone={tone(row)}>{say(row.stateWords)}</StatusPill>, note: <><span>{row.registerNo || say(row.statusName)}</span><span>{t('workers')} {row.workerCount}</span></> });
  return (
    <div className={partCss.stack} data-testid="elder-providers">
      <div className={partCss.line}><span className={partCss.lead}>{t('lead', { count: found.value?.items.filter(({ isInForce }) => isInForce).length ?? 0 })}</span>{mayExport ? <ExportButton testId="elder-export" make={(asked) => api.alliance.exportElderProviders(asked)} /> : null}</div>
      <DenseTable<Provider> of={{ ...found, value: found.value && rows }} rowKey={(row) => row.merchantId} columns={columns} card={card} onOpen={(row) => open('elder', row.merchantId)} openKey={param('elder')} empty={<EmptyState title={t('none')} art="calm">{t('noneNote')}</EmptyState>} />
      {opened ? <ProviderDrawer key={`${opened.merchantId} ${opened.at}`} of={opened} onClose={() => open('elder', null)} /> : null}
    </div>
  );
}

function ProviderDrawer({ of, onClose }: { of: Provider; onClose: () => void }) {
  const { t, say } = useText(elderText);
  const { instant } = useFormat();
  const [isEditing, setEditing] = useState(false);
  return (
    <DeskDrawer isOpen onClose={onClose} title={<span className={partCss.line}><span>{of.merchantName}</span><StatusPill tone={tone(of)}>{say(of.stateWords)}</StatusPill></span>} aside={isEditing ? null : <OperatorButton type="primary" data-testid="elder-edit" onClick={() => setEditing(true)}>{t('edit')}</OperatorButton>}>
      <div className={partCss.stack} data-testid="elder-drawer">
        {isEditing ? <ProviderForm of={of} onClose={() => setEditing(false)} /> : null}
        <Panel title={t('register')} note={of.byName && of.at ? `${t('by', { name: of.byName })} · ${instant(of.at)}` : ''}>
          <Facts of={[[t('number'), of.registerNo], [t('authority'), of.authority], [t('services'), of.services.map((one) => t(one)).join(' · ')], [t('listedOn'), of.listedOn], [t('validUntil'), of.validUntil], [t('words'), of.words], [t('status'), say(of.statusName)], [t('grade'), of.grade ?? t('noGrade')], [t('workers'), String(of.workerCount)], [t('owner'), `${of.contactName} ${of.maskedPhone}`]]} />
        </Panel>
      </div>
    </DeskDrawer>
  );
}

function ProviderForm({ of, onClose }: { of: Provider; onClose: () => void }) {
  const { t, locale } = useText(elderText);
  const [state, setState] = useState<(typeof states)[number]>(of.state === 'none' ? 'applied' : of.state);
  const [registerNo, setNo] = useState(of.registerNo);
  const [authority, setAuthority] = useState(of.authority);
  const [chosen, setChosen] = useState<Service[]>(of.services);
  const [listedOn, setListed] = useState(of.listedOn ?? '');
  const [validUntil, setUntil] = useState(of.validUntil ?? '');
  const [words, setWords] = useState(of.words);
  const set = useCommand(api.alliance.setElderProvider, { isQuiet: true, onDone: () => { showToast(t('saved')); onClose(); } });
  const isListed = state === 'listed';
  const isFull = !isListed || (registerNo.trim() !== '' && authority.trim() !== '' && listedOn !== '');
  const send = (): void => void set.run({ merchantId: of.merchantId, state, registerNo: registerNo.trim(), authority: authority.trim(), services: chosen, words: words.trim(), ...(listedOn !== '' && { listedOn }), ...(validUntil !== '' && { validUntil }) });
  return (
    <Panel title={t('edit')}>
      <form className={partCss.form} data-testid="elder-form" onSubmit={(event) => { event.preventDefault(); if (isFull) send(); }}>
        <div className={partCss.line}>{states.map((one) => <button key={one} type="button" className={partCss.chip} aria-pressed={state === one} data-testid={`elder-${one}`} onClick={() => setState(one)}>{t(one)}</button>)}</div>
        <div className={partCss.two}>
          <label>{t('number')}<Input value={registerNo} maxLength={40} data-testid="elder-no" onChange={(event) => setNo(event.target.value)} /></label><label>{t('authority')}<Input value={authority} maxLength={60} data-testid="elder-authority" onChange={(event) => setAuthority(event.target.value)} /></label>
          <label>{t('listedOn')}<Input type="date" value={listedOn} data-testid="elder-listed-on" onChange={(event) => setListed(event.target.value)} /></label><label>{t('validUntil')}<Input type="date" value={validUntil} onChange={(event) => setUntil(event.target.value)} /></label>
        </div>
        <label>{t('services')}<Select mode="multiple" value={chosen} onChange={setChosen} aria-label={t('services')} options={services.map((value) => ({ value, label: t(value) }))} /></label>
        <label>{t('words')}<Input value={words} maxLength={200} onChange={(event) => setWords(event.target.value)} /></label>
        {set.refusal ? <p className={partCss.wrong} role="alert">{set.refusal[locale]}</p> : null}
        <div className={partCss.line}><Button type="primary" htmlType="submit" disabled={!isFull} loading={set.isRunning} data-testid="elder-save">{t('save')}</Button><Button onClick={onClose}>{t('cancel')}</Button></div>
      </form>
    </Panel>
  );
}
