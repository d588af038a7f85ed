import type { ServiceFamily } from '@linli/contract';
import { Button, Popover, Select, Switch } from 'antd';
import { PencilRuler } from 'lucide-react';
import { useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { CityMap } from '../../shared/map/city-map.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { Panel } from '../parts/panel.tsx';
import partCss from '../parts/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../parts/status.text.ts';
import { useDistricts, useHolds, useMerchants, useParam } from '../use-hq.ts';
import { allianceText } from './alliance.text.ts';
import css from './districts.module.css';
import { DrawDistrict } from './draw-district.tsx';

type District = View<'alliance', 'listDistricts'>['items'][number];

/** The map moves to the district chosen in the list. */
const focusOf = (district: District | undefined): { lon: number; lat: number } | null => (district ? { lon: district.ring.reduce((sum, [lon]) => sum + lon, 0) / district.ring.length, lat: district.ring.reduce((sum, [, lat]) => sum + lat, 0) / district.ring.length } : null);

/** Where the platform serves, and who holds which service where. */
export default function DistrictsPage() {
  const { t } = useText(allianceText);
  const { param, setParam } = useParam();
  const found = useDistricts();
  const selectedId = param('district');
  const open = found.value?.items.filter(({ isOpen }) => isOpen).length ?? 0;
  return (
    <Page
      title={t('districts')} note={found.value ? t('districtsNote', { open, planned: found.value.items.length - open }) : undefined}
      aside={<OperatorButton icon={<PencilRuler size={16} />} data-testid="draw-open" onClick={() => setParam('draw', 'true')}>{t('draw')}</OperatorButton>}
    >
      <Faces of={found} loading={<SkeletonScreen />} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('districts')}>{t('drawHow')}</EmptyState>}>
        {({ items }) => (
          <>
            <div className={css.top}>
              <CityMap districts={items} markers={[]} selectedDistrictId={selectedId} onPickDistrict={(districtId) => setParam('district', districtId === selectedId ? null : districtId)} focus={focusOf(items.find(({ districtId }) => districtId === selectedId))} heightPixels={430} isLegendShown={false} />
              <div className={css.list} data-testid="districts">{items.map((district) => <DistrictRow key={district.districtId} of={district} isSelected={district.districtId === selectedId} onPick={() => setParam('district', district.districtId === selectedId ? null : district.districtId)} />)}</div>
            </div>
            <Matrix districts={items} selectedId={selectedId} />
            {param('draw') === 'true' ? <DrawDistrict districts={items} onClose={() => setParam('draw', null)} onDone={(districtId) => { setParam('draw', null); setParam('district', districtId); }} /> : null}
          </>
        )}
      </Faces>
    </Page>
  );
}

function DistrictRow({ of, isSelected, onPick }: { of: District; isSelected: boolean; onPick: () => void }) {
  const { t } = useText(allianceText);
  const holds = useHolds();
  const change = useCommand(api.alliance.openDistrict, { onDone: (now) => showToast(t(now.isOpen ? 'opened' : 'closed', { name: now.name })) });
  return (
    <div className={css.row} data-selected={isSelected} data-testid={`district-${of.districtId}`}>
      <button type="button" className={css.rowName} aria-pressed={isSelected} onClick={onPick}>
        <b>{of.name}</b><small>{t('cells', { count: of.cellCount })}{of.isSchematic ? ` · ${t('schematic')}` : ''} · {of.holders.length >= serviceFamilies.length ? t('allHeld') : t('free', { count: serviceFamilies.length - of.holders.length })}</small>
      </button>
      <span className={of.isOpen ? css.on : css.off}>{t(of.isOpen ? 'open' : 'planned')}</span>
      <Switch checked={of.isOpen} loading={change.isRunning} disabled={!holds('operator')} aria-label={t('openSwitch', { name: of.name })} data-testid={`open-${of.districtId}`} onChange={(isOpen) => void change.run({ districtId: of.districtId, isOpen })} />
    </div>
  );
}

/** Rows are districts, columns kinds of service; a cell names its holder and changes it. */
function Matrix({ districts, selectedId }: { districts: readonly District[]; selectedId: string | null }) {
  const { t } = useText(allianceText);
  const family = useText(serviceFamilyText).t;
  return (
    <Panel title={t('matrix')} note={t('holderNote')}>
      <div className={css.scroll} role="region" aria-label={t('matrix')}>
        <table className={css.matrix} data-testid="matrix">
          <thead><tr><th scope="col">{t('districts')}</th>{serviceFamilies.map((one) => <th key={one} scope="col">{family(one)}</th>)}</tr></thead>
          <tbody>{districts.map((district) => (
            <tr key={district.districtId} data-selected={district.districtId === selectedId}><th scope="row">{district.name}</th>{serviceFamilies.map((one) => <td key={one}><Holder district={district} family={one} /></td>)}</tr>
          ))}</tbody>
        </table>
      </div>
    </Panel>
  );
}

function Holder({ district, family }: { district: District; family: ServiceFamily }) {
  const { t, locale } = useText(allianceText);
  const familyName = useText(serviceFamilyText).t;
  const holds = useHolds();
  const [isOpen, setOpen] = useState(false);
  const [merchantId, setMerchantId] = useState<string | null>(null);
  const merchants = useMerchants().value?.items ?? [];
  const holder = district.holders.find((one) => one.family === family);
  const close = (): void => { setOpen(false); setMerchantId(null); };
  const assign = useCommand(api.alliance.assignTerritory, { isQuiet: true, onDone: (_, wish) => { showToast(t('assigned', { family: familyName(family), merchant: merchants.find((one) => one.merchantId === wish.merchantId)?.name ?? '' })); close(); } });
  const release = useCommand(api.alliance.releaseTerritory, { onDone: () => { showToast(t('released')); close(); } });
  const target = { districtId: district.districtId, family };
  const content = (
    <div className={partCss.form} style={{ width: 280 }}>
      <b>{district.name} · {familyName(family)}</b>
      {holder ? (
        <><span>{t('takeFirst', { merchant: holder.merchantName })}</span><Button danger loading={release.isRunning} data-testid="release" onClick={() => void release.run({ ...target, merchantId: holder.merchantId })}>{t('release')}</Button></>
      ) : (
        <>
          <Select aria-label={t('assignTo', { district: district.name, family: familyName(family) })} placeholder={t('assign')} value={merchantId} showSearch={{ optionFilterProp: 'label' }} onChange={(next: string | null) => { setMerchantId(next); assign.reset(); }} options={merchants.filter((one) => one.families.includes(family) && one.status === 'active').map((one) => ({ value: one.merchantId, label: one.name }))} />
          {assign.refusal ? <span className={partCss.wrong} role="alert">{assign.refusal[locale]}</span> : null}
          <Button type="primary" disabled={merchantId === null} loading={assign.isRunning} data-testid="assign" onClick={() => { if (merchantId) void assign.run({ ...target, merchantId }); }}>{t('assign')}</Button>
        </>
      )}
    </div>
  );
  const face = <button type="button" className={css.cell} data-held={holder !== undefined} disabled={!holds('operator')} aria-label={`${district.name} ${familyName(family)} ${holder?.merchantName ?? t('nobody')}`}>{holder ? holder.merchantName : '＋'}</button>;
  return holds('operator') ? <Popover open={isOpen} onOpenChange={(next) => (next ? setOpen(true) : close())} trigger="click" destroyOnHidden content={content}>{face}</Popover> : face;
}
