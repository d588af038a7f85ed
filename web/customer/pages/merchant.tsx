import { BadgeCheck, Building2, MapPin } from 'lucide-react';
import { Link } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Card, Faces, IconTile, List, Row, SkeletonScreen, Stars, Tag } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import css from './people.module.css';
import { peopleText } from './people.text.ts';

/** A merchant of the alliance as a family may see it. */
export default function Merchant({ merchantId }: { merchantId: string }) {
  const { t, say } = useText(peopleText);
  const merchant = useView(['alliance', 'publicMerchant', merchantId], () => api.alliance.publicMerchant({ merchantId }), { live: ['alliance'], staleSeconds: 120, isKept: false });
  const catalog = useView(['catalog', 'listItems', {}], () => api.catalog.listItems({}), { live: false, staleSeconds: 300 });
  return (
    <Frame title={t('merchantTitle')} back="/" width="reading">
      <Faces of={merchant} loading={<SkeletonScreen />}>
        {(value) => (
          <>
            <Card>
              <div className={css.person}>
                <IconTile tone="warm" sizePixels={72}><Building2 size={34} strokeWidth={1.6} /></IconTile>
                <div><h2>{value.name}</h2><span className={css.facts}><Stars rating={value.rating} /><span>{t('workers', { count: value.workerCount })}</span></span><span className={css.tags}><Tag tone="jade" icon={<BadgeCheck size={14} />}>{t('alliance')}</Tag></span></div>
              </div>
            </Card>
            <Card title={t('families')}><span className={css.families}>{value.families.map((family) => <Link key={family} href={`/services?family=${family}`}>{say(catalog.value?.families.find((one) => one.family === family)?.name)}</Link>)}</span></Card>
            <Card><dl className={css.details}><dt>{t('licence')}</dt><dd>{value.licenceNo}</dd></dl></Card>
            {value.branches.length > 0 ? <List label={t('branches')}>{value.branches.map((branch) => <Row key={branch.branchId} start={<MapPin size={20} color="var(--jade-600)" />} title={branch.name} note={branch.address} />)}</List> : null}
          </>
        )}
      </Faces>
    </Frame>
  );
}
