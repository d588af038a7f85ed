import { Button, Input } from 'antd';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { useHolds } from '../../shared/desk/use-param.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Progress, SkeletonList, StatusPill, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import type { Viewed } from '../../shared/use-view.ts';
import { OperatorButton } from '../parts/role-button.tsx';
import { ProgrammeForm, YearForm } from './subsidy-programme-form.tsx';
import { subsidyText } from './subsidies.text.ts';

type Programme = View<'benefits', 'subsidyProgrammes'>['items'][number];

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
    <Panel title={say(programme.name)} note={[programme.region, programme.office, t('version', { version: programme.version })].filter(Boolean).join(' · ')} aside={<><StatusPill tone={programme.isOpen ? 'jade' : 'grey'}>{t(programme.isOpen ? 'isOpen' : 'closed')}</StatusPill><OperatorButton size="small" onClick={() => setSetting(!isSetting)}>{t('setYear')}</OperatorButton><OperatorButton size="small" data-testid={`programme-${programme.code}`} onClick={onEdit}>{t('edit')}</OperatorButton></>}>
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
