import type { ServiceFamily } from '@linli/contract';
import { Button, Popover, Select, Switch } from 'antd';
import { PencilRuler } from 'lucide-react';
import { useMemo, useState } from 'react';
import { api, type View } from '../../shared/api.ts';
import { Page } from '../../shared/desk/desk-layout.tsx';
import { useIsPhone } from '../../shared/desk/use-is-phone.ts';
import { useText } from '../../shared/i18n.ts';
import { EmptyState, Faces, SkeletonScreen, showToast } from '../../shared/kit/index.ts';
import { CityMap } from '../../shared/map/city-map.tsx';
import { districtPalette, shortNames } from '../../shared/map/geometry.ts';
import { colors } from '../../shared/tokens.ts';
import { useCommand } from '../../shared/use-command.ts';
import { OperatorButton } from '../parts/operator-button.tsx';
import { Panel } from '../../shared/desk/panel.tsx';
import partCss from '../../shared/desk/parts.module.css';
import { serviceFamilies, serviceFamilyText } from '../../shared/desk/service-family.text.ts';
import { useDistricts, useHolds, useMerchants, useParam } from '../use-hq.ts';
import { allianceText } from './alliance.text.ts';
import css from './districts.module.css';
import { DrawDistrict } from './draw-district.tsx';

type District = View<'alliance', 'listDistricts'>['items'][number];
/** A district nobody holds, on a map coloured by holder. */
const emptyGround = colors.paper;

/** Each merchant of a district with the kinds of service it holds there. */
const holdersOf = ({ holders }: District): { name: string; families: ServiceFamily[] }[] => {
  const byName = new Map<string, ServiceFamily[]>();
  for (const { merchantName, family } of holders) byName.set(merchantName, [...(byName.get(merchantName) ?? []), family]);
  return [...byName].map(([name, families]) => ({ name, families }));
};

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
              <DistrictMap districts={items} selectedId={selectedId} />
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

/** The map as it is open and planned, or coloured by who holds one kind of service. */
function DistrictMap({ districts, selectedId }: { districts: readonly District[]; selectedId: string | null }) {
  const { t } = useText(allianceText);
  const familyName = useText(serviceFamilyText).t;
  const { param, setParam } = useParam();
  const family = serviceFamilies.find((one) => one === param('family')) ?? null;
  const shown = useMemo(() => {
    if (family === null) return { districts, holders: [] };
    const colored = districts.map((district) => ({ district, holder: district.holders.find((one) => one.family === family) }));
    const ids = [...new Set(colored.flatMap(({ holder }) => holder?.merchantId ?? []))].sort();
    const colorOf = (merchantId: string): string => districtPalette[ids.indexOf(merchantId) % districtPalette.length]!;
    return {
      districts: colored.map(({ district, holder }) => ({ ...district, color: holder ? colorOf(holder.merchantId) : emptyGround })),
      holders: [
        ...ids.map((id) => ({ id, color: colorOf(id), held: colored.filter(({ holder }) => holder?.merchantId === id) })),
        { id: null, color: emptyGround, held: colored.filter(({ holder }) => !holder) },
      ].filter(({ held }) => held.length > 0).map(({ id, color, held }) => ({ color, name: id === null ? null : held[0]!.holder!.merchantName, where: shortNames(districts.map(({ name }) => name)).filter((_, index) => held.some(({ district }) => district === districts[index])) })),
    };
  }, [districts, family]);
  return (
    <div className={css.mapSide}>
      <div className={css.mapTools}>
        <span id="colour-by">{t('colourBy')}</span>
        <Select aria-labelledby="colour-by" aria-label={t('colourBy')} value={family ?? 'state'} data-testid="colour-by" style={{ minWidth: 190 }} onChange={(next: string) => setParam('family', next === 'state' ? null : next)} options={[{ value: 'state', label: t('colourState') }, ...serviceFamilies.map((one) => ({ value: one as string, label: t('colourFamily', { family: familyName(one) }) }))]} />
      </div>
      <CityMap districts={shown.districts} markers={[]} selectedDistrictId={selectedId} onPickDistrict={(districtId) => setParam('district', districtId === selectedId ? null : districtId)} heightPixels={430} isLegendShown={family === null} />
      {family !== null ? (
        <ul className={css.holders} data-testid="holder-legend" aria-label={t('holders')}>
          {shown.holders.map(({ name, color, where }) => <li key={color}><i style={{ background: color }} aria-hidden="true" /><span><b>{name ?? t('nobody')}</b> {where.join(' · ')}</span></li>)}
        </ul>
      ) : null}
    </div>
  );
}

function DistrictRow({ of, isSelected, onPick }: { of: District; isSelected: boolean; onPick: () => void }) {
  const { t } = useText(allianceText);
  const family = useText(serviceFamilyText).t;
  const holds = useHolds();
  const change = useCommand(api.alliance.openDistrict, { onDone: (now) => showToast(t(now.isOpen ? 'opened' : 'closed', { name: now.name })) });
  return (
    <div className={css.row} data-selected={isSelected} data-testid={`district-${of.districtId}`}>
      <button type="button" className={css.rowName} aria-pressed={isSelected} onClick={onPick}>
        <b>{of.name}</b><small>{t('cells', { count: of.cellCount })}{of.isSchematic ? ` · ${t('schematic')}` : ''} · {of.holders.length >= serviceFamilies.length ? t('allHeld') : t('free', { count: serviceFamilies.length - of.holders.length })}</small>
      </button>
      <span className={of.isOpen ? css.on : css.off}>{t(of.isOpen ? 'open' : 'planned')}</span>
      {isSelected ? (
        <div className={css.rowMore}>{holdersOf(of).map(({ name, families }) => <span key={name}><b>{name}</b> {families.map((one) => family(one)).join(' · ')}</span>)}</div>
      ) : null}
      <Switch checked={of.isOpen} loading={change.isRunning} disabled={!holds('operator')} aria-label={t('openSwitch', { name: of.name })} data-testid={`open-${of.districtId}`} onChange={(isOpen) => void change.run({ districtId: of.districtId, isOpen })} />
    </div>
  );
}

/** Rows are districts, columns kinds of service; a cell names its holder and changes it. In a hand, one district at a time. */
function Matrix({ districts, selectedId }: { districts: readonly District[]; selectedId: string | null }) {
  const { t } = useText(allianceText);
  const family = useText(serviceFamilyText).t;
  const { setParam } = useParam();
  const isPhone = useIsPhone();
  if (isPhone) {
    const shown = districts.find(({ districtId }) => districtId === selectedId) ?? districts[0]!;
    return (
      <Panel title={t('matrix')} note={t('holderNote')}>
        <Select aria-label={t('districts')} value={shown.districtId} onChange={(next: string) => setParam('district', next)} options={districts.map(({ districtId, name }) => ({ value: districtId, label: name }))} />
        <div data-testid="matrix">{serviceFamilies.map((one) => <div key={one} className={css.handRow}><span>{family(one)}</span><Holder district={shown} family={one} /></div>)}</div>
      </Panel>
    );
  }
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
  const refused = assign.refusal?.code === 'alliance.territory_taken' ? t('taken', { district: district.name, family: familyName(family) }) : assign.refusal?.[locale];
  const content = (
    <div className={partCss.form} style={{ width: 'min(280px, calc(100vw - 72px))' }}>
      <b>{district.name} · {familyName(family)}</b>
      {holder ? (
        <>{assign.refusal ? <span className={partCss.wrong} role="alert" data-testid="assign-refusal">{refused}</span> : null}<span>{t('takeFirst', { merchant: holder.merchantName })}</span><Button danger loading={release.isRunning} data-testid="release" onClick={() => void release.run({ ...target, merchantId: holder.merchantId })}>{t('release')}</Button></>
      ) : (
        <>
          <Select aria-label={t('assignTo', { district: district.name, family: familyName(family) })} placeholder={t('assign')} value={merchantId} showSearch={{ optionFilterProp: 'label' }} onChange={(next: string | null) => { setMerchantId(next); assign.reset(); }} options={merchants.filter((one) => one.families.includes(family) && one.status === 'active').map((one) => ({ value: one.merchantId, label: one.name }))} />
          {assign.refusal ? <span className={partCss.wrong} role="alert" data-testid="assign-refusal">{refused}</span> : null}
          <Button type="primary" disabled={merchantId === null} loading={assign.isRunning} data-testid="assign" onClick={() => { if (merchantId) void assign.run({ ...target, merchantId }); }}>{t('assign')}</Button>
        </>
      )}
    </div>
  );
  const face = <button type="button" className={css.cell} data-held={holder !== undefined} disabled={!holds('operator')} aria-label={`${district.name} ${familyName(family)} ${holder?.merchantName ?? t('nobody')}`}>{holder ? holder.merchantName : '＋'}</button>;
  return holds('operator') ? <Popover open={isOpen} onOpenChange={(next) => (next ? setOpen(true) : close())} trigger="click" destroyOnHidden content={content}>{face}</Popover> : face;
}
