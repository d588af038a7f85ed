import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { DenseTable, type RowCard } from '../../shared/desk/dense-table.tsx';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { FilterBar } from '../../shared/desk/filter-bar.tsx';
import { showUndo } from '../../shared/desk/undo.ts';
import { formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useParam } from '../use-hq.ts';
import css from './platform.module.css';
import { platformText } from './platform.text.ts';

type Setting = View<'accounts', 'settings'>['items'][number];
/** Money settings are kept in fen and told in yuan. */
const isMoney = (setting: Setting): boolean => setting.key.endsWith('Fen');

/** The rules the city sets for itself, each with what it means and how far it may go. */
export default function SettingsPage() {
  const { t, say } = useText(platformText);
  const { param, setParam } = useParam();
  const [editing, setEditing] = useState<string | null>(null);
  const found = useView(['accounts', 'settings'], () => api.accounts.settings({}), { live: false });
  const words = (param('q') ?? '').trim().toLowerCase();
  const rows = found.value?.items.filter((one) => words === '' || one.label.zh.includes(words) || one.label.en.toLowerCase().includes(words) || one.key.toLowerCase().includes(words));
  const told = (setting: Setting, value: number): string => (isMoney(setting) ? formatMoney(value) : `${value} ${say(setting.unit)}`);
  const bounds = (row: Setting): string => (isMoney(row) ? `${formatMoney(row.min)} – ${formatMoney(row.max)}` : t('range', { min: row.min, max: row.max, unit: say(row.unit) }));
  const changeButton = (row: Setting) => <OperatorButton size="small" data-testid={`setting-${row.key}`} onClick={() => setEditing(row.key)}>{t('change')}</OperatorButton>;
  const editor = (row: Setting) => <Editor of={row} told={told} bounds={bounds(row)} onClose={() => setEditing(null)} />;
  const columns = [
    { title: t('meaning'), key: 'label', width: 420, render: (_: unknown, row: Setting) => <span className={partCss.cell}><b className={partCss.strong}>{say(row.label)}</b></span> },
    { title: t('value'), key: 'value', width: 380, render: (_: unknown, row: Setting) => (editing === row.key ? editor(row) : <span className={css.setting}><b className={partCss.strong} style={{ minWidth: 92 }}>{told(row, row.value)}</b>{changeButton(row)}</span>) },
    { title: t('bounds'), key: 'bounds', width: 220, render: (_: unknown, row: Setting) => <span className={partCss.quiet}>{bounds(row)}</span> },
  ];
  const card = (row: Setting): RowCard => ({ title: <span className={partCss.cell}><span>{say(row.label)}</span><small style={{ fontWeight: 400 }}>{bounds(row)}</small></span>, aside: <span className={css.valueAct}><b>{told(row, row.value)}</b>{editing === row.key ? null : changeButton(row)}</span>, act: editing === row.key ? editor(row) : null });
  return (
    <Page title={t('settings')} note={t('settingsNote')}>
      <FilterBar search={{ value: param('q') ?? '', onChange: (next) => setParam('q', next), placeholder: t('searchSetting') }} />
      <div data-testid="settings"><DenseTable<Setting> of={{ ...found, value: rows }} rowKey={(row) => row.key} columns={columns} card={card} empty={<EmptyState title={t('noSetting')} art="search" />} /></div>
    </Page>
  );
}

function Editor({ of, told, bounds, onClose }: { of: Setting; told: (setting: Setting, value: number) => string; bounds: string; onClose: () => void }) {
  const { t, say, locale } = useText(platformText);
  const factor = isMoney(of) ? 100 : 1;
  const [value, setValue] = useState<number | null>(of.value / factor);
  const back = useCommand(api.accounts.changeSetting);
  const save = useCommand(api.accounts.changeSetting, { isQuiet: true, onDone: (_, wish) => { showUndo(t('settingSaved', { value: told(of, wish.value), unit: '' }).trim(), () => void back.run({ key: of.key, value: of.value })); onClose(); } });
  return (
    <form className={partCss.form} onSubmit={(event) => { event.preventDefault(); if (value !== null) void save.run({ key: of.key, value: Math.round(value * factor * 1000) / 1000 }); }} onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }}>
      <div className={css.setting}>
        <InputNumber autoFocus value={value} onChange={(next) => { setValue(next); save.reset(); }} aria-label={say(of.label)} status={save.refusal ? 'error' : ''} className={css.settingInput!} data-testid="setting-input" /><span>{isMoney(of) ? '¥' : say(of.unit)}</span>
        <Button type="primary" htmlType="submit" loading={save.isRunning} disabled={value === null} data-testid="setting-save">{t('save')}</Button><Button onClick={onClose}>{t('cancel')}</Button>
      </div>
      {save.refusal ? <p className={partCss.wrong} role="alert" data-testid="setting-refusal">{save.refusal.code === 'accounts.setting_out_of_range' ? t('outOfRange', { bounds }) : save.refusal[locale]}</p> : null}
    </form>
  );
}
