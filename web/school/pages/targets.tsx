import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { Toggle } from '../../shared/desk/toggle.tsx';
import { useText } from '../../shared/i18n.ts';
import { Faces, Progress, SkeletonList, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { usePages, useView } from '../../shared/use-view.ts';
import { FormDrawer } from '../parts/form-drawer.tsx';
import { OperatorButton } from '../parts/role-button.tsx';
import { campusText } from './campus.text.ts';
import { overviewText } from './overview.text.ts';

type Step = View<'courses', 'setTarget'>['step'];
type Aim = { step: Step; name: string; target: number | null };

/** How far the pilot has got against what is aimed at, and who changed what is aimed at. */
export function Targets() {
  const { t, say } = useText(overviewText);
  const campus = useText(campusText).t;
  const { day } = useFormat();
  const [aims, setAims] = useState<Aim[] | null>(null);
  const funnel = useView(['courses', 'pilotFunnel'], () => api.courses.pilotFunnel({}), { staleSeconds: 60 });
  const partners = useView(['courses', 'listPartners'], () => api.courses.listPartners({}), { live: ['course'], staleSeconds: 60 });
  const history = usePages(['courses', 'targetHistory'], (cursor) => api.courses.targetHistory({ limit: 5, ...(cursor && { cursor }) }), { live: ['course'] });
  const open = (): void => {
    if (funnel.value && partners.value) setAims([...funnel.value.rows.map(({ step, name, target }) => ({ step, name: say(name), target })), { step: 'partners', name: campus('inForce'), target: partners.value.target }]);
  };
  const bar = (key: string, label: string, count: number, target: number | null) => <Progress key={key} label={label} done={Math.min(count, target ?? count)} total={Math.max(1, target ?? count)} note={target === null ? t('noTarget') : t('target', { target })} />;
  return (
    <Panel title={t('funnel')} note={t('funnelNote')} aside={<OperatorButton size="small" data-testid="target-edit" onClick={open}>{campus('editTarget')}</OperatorButton>}>
      <Faces of={funnel} loading={<SkeletonList count={5} />}>
        {({ rows }) => (
          <div className={partCss.stack}>
            {rows.map((row) => bar(row.step, `${say(row.name)} ${t('people', { count: row.count })}`, row.count, row.target))}
            {partners.value ? bar('partners', `${campus('inForce')} ${partners.value.inForce}`, partners.value.inForce, partners.value.target) : null}
          </div>
        )}
      </Faces>
      <h3 className={partCss.strong}>{campus('history')}</h3>
      {(history.value ?? []).length === 0 ? <p className={partCss.quiet}>{campus('noHistory')}</p> : history.value!.map((one) => <div key={one.targetId} className={partCss.pair}><span className={partCss.cell}><span>{campus('stepLine', { name: say(one.name), target: one.target ?? campus('none') })}</span><small>{one.words}</small></span><span className={partCss.quiet}>{day(one.at)} {one.byName}</span></div>)}
      {aims ? <TargetForm of={aims} onClose={() => setAims(null)} /> : null}
    </Panel>
  );
}

function TargetForm({ of, onClose }: { of: readonly Aim[]; onClose: () => void }) {
  const { t } = useText(campusText);
  const [step, setStep] = useState<Step>('trained');
  const now = of.find((one) => one.step === step)!;
  const [target, setTarget] = useState<number | null>(now.target);
  const [isNone, setNone] = useState(now.target === null);
  const [words, setWords] = useState('');
  const save = useCommand(api.courses.setTarget, { isQuiet: true, onDone: () => { showToast(t('targetSaved')); onClose(); } });
  const choose = (next: Step): void => { const own = of.find((one) => one.step === next)!.target; setStep(next); setTarget(own); setNone(own === null); };
  return (
    <FormDrawer title={t('editTarget')} isFull={words.trim() !== '' && (isNone || target !== null)} isBusy={save.isRunning} refusal={save.refusal} onClose={onClose} testId="target-save" onSave={() => void save.run({ step, target: isNone ? null : target, words: words.trim() })}>
      <label>{t('step')}<Select aria-label={t('step')} value={step} onChange={choose} options={of.map((one) => ({ value: one.step, label: t('stepLine', { name: one.name, target: one.target ?? t('none') }) }))} /></label>
      <Toggle label={t('none')} isOn={isNone} onChange={setNone} />
      {isNone ? null : <label>{t(step === 'partners' ? 'targetCount' : 'targetNumber')}<InputNumber min={1} max={10_000_000} value={target} data-testid="target-number" onChange={setTarget} style={{ width: '100%' }} /></label>}
      <label>{t('targetWords')}<Input value={words} maxLength={120} data-testid="target-words" onChange={(event) => setWords(event.target.value)} /></label>
    </FormDrawer>
  );
}
