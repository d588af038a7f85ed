import { Button, Input, InputNumber, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonList, StatusPill, Tag, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { OperatorButton } from '../parts/role-button.tsx';
import { text } from '../text.ts';
import { coursesText } from './courses.text.ts';
import { IssueKits } from './issue-kits.tsx';

type Kit = View<'courses', 'listKits'>['items'][number];
type Issue = View<'courses', 'listKitIssues'>['items'][number];
const clothTones = { red: 'danger', yellow: 'warm', green: 'jade', blue: 'sky', white: 'grey' } as const;
const toolCodes = ['tileBrush', 'squeegee', 'floorWiper', 'dustPaper', 'stainPaste', 'stainCleaner'] as const;

/** Kits in stock and in whose hands, and which cloth belongs where. */
export default function KitsPage() {
  const { t, say } = useText(coursesText);
  const words = useText(text).t;
  const holds = useHolds();
  const found = useView(['courses', 'listKits'], () => api.courses.listKits({}), { live: ['kit', 'course'] });
  const [doing, setDoing] = useState<{ kit: Kit; act: 'stock' | 'issue' } | 'new' | null>(null);
  const act = (row: Kit) => <span className={partCss.line}><OperatorButton size="small" onClick={() => setDoing({ kit: row, act: 'stock' })}>{t('stock')}</OperatorButton>{holds('operator', 'trainer') ? <Button size="small" type="primary" onClick={() => setDoing({ kit: row, act: 'issue' })}>{t('issue')}</Button> : null}</span>;
  const columns = [
    { title: t('kit'), key: 'name', width: 320, render: (_: unknown, row: Kit) => <span className={partCss.cell}><span><b className={partCss.strong}>{row.name}</b> {row.isStandard ? <Tag tone="jade">{t('standard')}</Tag> : null}</span><small>{row.items.map((item) => `${say(item.name)} ${item.count}`).join(' · ')}</small></span> },
    { title: t('inStock'), key: 'stock', dataIndex: 'inStock', width: 80, align: 'right' as const },
    { title: t('issuedCount'), key: 'issued', dataIndex: 'issued', width: 80, align: 'right' as const },
    { title: t('lost'), key: 'lost', dataIndex: 'lost', width: 80, align: 'right' as const },
    { title: '', key: 'act', width: 170, render: (_: unknown, row: Kit) => act(row) },
  ];
  const add = <OperatorButton type="primary" icon={<Plus size={16} />} data-testid="kit-add" onClick={() => setDoing('new')}>{t('addKit')}</OperatorButton>;
  return (
    <Page title={words('kits')} aside={add}>
      <div data-testid="kits"><DenseTable<Kit> of={{ ...found, value: found.value?.items }} rowKey={(row) => row.kitId} columns={columns} card={(row) => ({ title: row.name, aside: `${t('inStock')} ${row.inStock}`, note: row.items.map((item) => `${say(item.name)} ${item.count}`).join(' · '), act: act(row) })} empty={<EmptyState title={t('noKits')} art="calm" action={add} />} /></div>
      <div className={partCss.wideLeft}><Issues /><AreaRules /></div>
      {doing === 'new' ? <KitForm onClose={() => setDoing(null)} /> : doing?.act === 'stock' ? <StockForm of={doing.kit} onClose={() => setDoing(null)} /> : doing ? <IssueKits of={doing.kit} onClose={() => setDoing(null)} /> : null}
    </Page>
  );
}

function Issues() {
  const { t } = useText(coursesText);
  const { day } = useFormat();
  const holds = useHolds();
  const [isOut, setOut] = useState(true);
  const found = usePages(['courses', 'listKitIssues', isOut], (cursor) => api.courses.listKitIssues({ isOut: isOut ? 'true' : 'false', ...(cursor && { cursor }) }), { live: ['kit', 'course'] });
  const back = useCommand(api.courses.returnKit, { onDone: () => showToast(t('returned')) });
  const act = (row: Issue) => (row.returnedAt === null && holds('operator', 'trainer') ? <Select aria-label={t('returnIt')} size="small" placeholder={t('returnIt')} value={null} style={{ width: 96 }} loading={back.isRunning} options={(['good', 'worn', 'lost'] as const).map((value) => ({ value, label: t(value === 'lost' ? 'lostOne' : value) }))} onChange={(condition: 'good' | 'worn' | 'lost' | null) => { if (condition) void back.run({ issueId: row.issueId, condition }); }} /> : null);
  const state = (row: Issue) => <StatusPill tone={row.returnedAt ? 'grey' : 'sky'}>{row.condition ? t(row.condition === 'lost' ? 'lostOne' : row.condition) : t(row.returnedAt ? 'back' : 'isOut')}</StatusPill>;
  const columns = [
    { title: t('learner'), key: 'name', width: 130, render: (_: unknown, row: Issue) => <b className={partCss.strong}>{row.workerName}</b> },
    { title: t('kit'), key: 'kit', width: 200, render: (_: unknown, row: Issue) => <span className={partCss.cell}><span>{row.kitName}</span><small>{day(row.issuedAt)} {row.issuedByName}</small></span> },
    { title: t('state'), key: 'state', width: 90, render: (_: unknown, row: Issue) => state(row) },
    { title: '', key: 'act', width: 110, render: (_: unknown, row: Issue) => act(row) },
  ];
  return (
    <Panel title={t('issues')} aside={<Toggle label={t('isOut')} isOn={isOut} onChange={setOut} />}>
      <DenseTable<Issue> of={found} rowKey={(row) => row.issueId} columns={columns} card={(row) => ({ title: row.workerName, aside: state(row), note: row.kitName, act: act(row) })} empty={<p className={partCss.none}>{t('noIssues')}</p>} />
    </Panel>
  );
}

/** Which cloth and which tool belong to which part of a home: a red cloth never leaves the toilet. */
function AreaRules() {
  const { t, say } = useText(coursesText);
  const found = useView(['courses', 'areaRules'], () => api.courses.areaRules({}), { live: false, staleSeconds: 3600 });
  return (
    <Panel title={t('areaRules')}>
      <Faces of={found} loading={<SkeletonList count={5} />}>
        {({ items }) => items.map((rule) => <div key={rule.area} className={partCss.pair}><span className={partCss.cell}><b className={partCss.strong}>{say(rule.name)}</b><small>{rule.tools.map((tool) => say(tool.name)).join(' · ')}</small></span><Tag tone={clothTones[rule.cloth]}>{say(rule.clothName)}</Tag></div>)}
      </Faces>
    </Panel>
  );
}

function KitForm({ onClose }: { onClose: () => void }) {
  const { t } = useText(coursesText);
  const [name, setName] = useState('');
  const [isStandard, setStandard] = useState(false);
  const [codes, setCodes] = useState<string[]>([...toolCodes]);
  const save = useCommand(api.courses.saveKit, { isQuiet: true, onDone: () => { showToast(t('kitSaved')); onClose(); } });
  return (
    <FormDrawer title={t('addKit')} isFull={name.trim() !== '' && codes.length > 0} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} onSave={() => void save.run({ name: name.trim(), isStandard, items: codes.map((code) => ({ code, count: 1 })) })}>
      <label>{t('name')}<Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} /></label>
      <label>{t('contents')}<Select mode="multiple" aria-label={t('contents')} value={codes} onChange={setCodes} options={toolCodes.map((value) => ({ value, label: t(value) }))} /></label>
      <Toggle label={t('standard')} isOn={isStandard} onChange={setStandard} />
    </FormDrawer>
  );
}

function StockForm({ of, onClose }: { of: Kit; onClose: () => void }) {
  const { t } = useText(coursesText);
  const [count, setCount] = useState(10);
  const [words, setWords] = useState('');
  const save = useCommand(api.courses.stockKits, { isQuiet: true, onDone: () => { showToast(t('stocked')); onClose(); } });
  return (
    <FormDrawer title={`${of.name} · ${t('stock')}`} isFull={count !== 0 && words.trim() !== ''} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} onSave={() => void save.run({ kitId: of.kitId, count, words: words.trim() })}>
      <label>{t('count')}<InputNumber min={-10000} max={10000} value={count} onChange={(value) => setCount(value ?? 0)} style={{ width: '100%' }} /></label>
      <label>{t('stockWords')}<Input value={words} maxLength={120} onChange={(event) => setWords(event.target.value)} /></label>
    </FormDrawer>
  );
}
