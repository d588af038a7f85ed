import { Button, Select } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { Facts, Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { addDays, dayOf, formatMoney } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Faces, Notice, Tag } from '../../shared/kit/index.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useView } from '../../shared/use-view.ts';
import { useNow } from '../use-hq.ts';
import { holdingsText } from './holdings.text.ts';
import css from './money.module.css';

const SHOWN_MONTHS = 12;
function monthsBefore(day: string): string[] {
  const months = [day.slice(0, 7)];
  while (months.length < SHOWN_MONTHS) months.push(addDays(`${months.at(-1)!}-01`, -1).slice(0, 7));
  return months;
}

/** What proves the VAT exemption of a month, what is missing in it, and the pack for the tax office. */
export function Exemption() {
  const { t, say } = useText(holdingsText);
  const months = monthsBefore(dayOf(useNow()));
  const [month, setMonth] = useState(months[0]!);
  const found = useView(['payments', 'exemption', month], () => api.payments.exemption({ month }), { live: false });
  const pack = useCommand(api.payments.exportExemption, { refreshes: [], onDone: saveFile });
  return (
    <Panel title={t('exemption')} note={t('exemptionNote')} aside={<><Select aria-label={t('month')} value={month} onChange={setMonth} options={months.map((value) => ({ value, label: value }))} style={{ width: 120 }} /><Button icon={<Download size={14} />} loading={pack.isRunning} data-testid="exemption-pack" onClick={() => void pack.run({ month })}>{t('pack')}</Button></>}>
      <Faces of={found}>
        {(value) => (
          <div className={css.halves} data-testid="exemption">
            <Facts of={[[t('income'), formatMoney(value.incomeFen)], [t('exempt'), formatMoney(value.exemptFen)], [t('taxed'), formatMoney(value.taxedFen)], [t('agreements'), value.agreements], [t('workersPaid'), `${value.paidWorkers} / ${value.workers}`], [t('trained'), `${value.trainedWorkers} / ${value.workers}`], [t('registered'), `${value.registeredWorkers} / ${value.workers}`]]} />
            <div className={partCss.stack}><Notice tone={value.gaps.length === 0 ? 'jade' : 'warm'}>{say(value.words)}</Notice>{value.gaps.length > 0 ? <div className={partCss.tags}>{value.gaps.map((gap) => <Tag key={gap.words.en} tone="warm">{say(gap.words)} {gap.count}</Tag>)}</div> : null}</div>
          </div>
        )}
      </Faces>
    </Panel>
  );
}
