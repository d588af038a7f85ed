import { Building2, LocateFixed, Phone, ShoppingBag, Store } from 'lucide-react';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Button, Card, EmptyState, Faces, IconTile, Notice } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { metersBetween, usePosition } from '../use-position.ts';
import css from './people.module.css';
import { peopleText } from './people.text.ts';

const icons = { community: <Store size={22} />, mall: <ShoppingBag size={22} />, office: <Building2 size={22} /> };

/** Where people help face to face; nearest first once it is known where one is. */
export default function Stations() {
  const { t } = useText(peopleText);
  const { distance } = useFormat();
  const { isSignedIn } = useSession();
  const position = usePosition();
  const addresses = useView(['accounts', 'listAddresses'], () => api.accounts.listAddresses({}), { isReady: isSignedIn, live: false });
  const stations = useView(['alliance', 'listStations'], () => api.alliance.listStations({}), { live: ['alliance'], staleSeconds: 600 });
  const home = isSignedIn ? addresses.value?.items.find((one) => one.isDefault) : undefined;
  const here = position.point ?? home ?? null;
  return (
    <Frame title={t('stationsTitle')} back="/" width="reading">
      <p className={css.lead}>{t('stationsLead')}</p>
      {position.state === 'known' ? null : <Button kind="soft" isWide icon={<LocateFixed size={18} />} isBusy={position.state === 'asking'} disabled={position.state === 'refused'} onClick={position.ask}>{position.state === 'refused' ? t('refused') : t('nearMe')}</Button>}
      <Faces of={stations} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title={t('stationNone')}>{t('stationsLead')}</EmptyState>}>
        {({ items, coveragePercent }) => (
          <>
            {items.map((station) => ({ station, meters: here ? metersBetween(here, station) : null })).sort((a, b) => (a.meters ?? 0) - (b.meters ?? 0)).map(({ station, meters }) => (
              <Card key={station.stationId}>
                <div className={css.station}>
                  <IconTile tone="warm" sizePixels={48}>{icons[station.kind]}</IconTile>
                  <span><b>{station.name}</b><small>{station.address}</small><small className={css.reach}>{[t(station.kind), meters === null ? '' : distance(meters), station.phone].filter(Boolean).map((part) => <span key={part}>{part}</span>)}</small></span>
                  {station.phone ? <a className={css.call} href={`tel:${station.phone}`} aria-label={`${t('call')} ${station.name}`}><Phone size={20} /></a> : null}
                </div>
              </Card>
            ))}
            <Notice tone="jade">{t('coverage', { percent: Math.round(coveragePercent) })}</Notice>
          </>
        )}
      </Faces>
    </Frame>
  );
}
