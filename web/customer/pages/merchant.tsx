import { BadgeCheck, Building2, MapPin } from 'lucide-react';
import { Fragment } from 'react';
import { Link } from 'wouter';
import { api, type View } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, Card, Faces, IconTile, List, Row, SkeletonScreen, Stars, Tag } from '../../shared/kit/index.ts';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { merchantText } from './merchant.text.ts';
import { MerchantConduct, MerchantReviews, MerchantScore } from './merchant-trust.tsx';
import css from './people.module.css';
import { peopleText } from './people.text.ts';

/** A merchant of the alliance as a family may see it. */
export default function Merchant({ merchantId }: { merchantId: string }) {
  const { t, say } = useText(peopleText);
  const own = useText(merchantText).t;
  const merchant = useView(['alliance', 'publicMerchant', merchantId], () => api.alliance.publicMerchant({ merchantId }), { live: ['alliance'], staleSeconds: 120, isKept: false });
  const catalog = useView(['catalog', 'listItems', {}], () => api.catalog.listItems({}), { live: false, staleSeconds: 300 });
  const elderLine = (listed: View<'alliance', 'publicMerchant'>['elderProvider']): string =>
    (listed === null ? '' : listed.validUntil === null ? own('elderLine', { number: listed.registerNo, authority: listed.authority }) : own('elderUntil', { number: listed.registerNo, authority: listed.authority, until: listed.validUntil }));
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
            <Card title={t('familiesAndPrices')}><span className={css.families}>{value.families.map((family) => <Link key={family} href={`/services?family=${family}`}>{say(catalog.value?.families.find((one) => one.family === family)?.name)}</Link>)}</span>
              <dl className={css.details} data-testid="prices">{catalog.value?.items.filter(({ family }) => value.families.includes(family)).slice(0, 20).map((item) => <Fragment key={item.itemId}><dt>{say(item.name)}</dt><dd><Amount fen={item.unitPriceFen} /> / {say(item.unitLabel)}</dd></Fragment>)}</dl>
            </Card>
            <MerchantScore of={value.scorecard} />
            <MerchantReviews merchantId={merchantId} />
            <MerchantConduct of={value.conduct} />
            <Card title={t('disclosure')}>
              <dl className={css.details} data-testid="disclosure">
                {([[t('licence'), value.licenceNo], [t('legalPerson'), value.legalPersonName], [t('standing'), say(value.stage)], [t('grade'), value.grade?.isInForce ? t('gradeLine', { grade: value.grade.grade, issuer: value.grade.issuer, until: value.grade.expiresOn }) : ''], [own('elder'), elderLine(value.elderProvider)], [t('placeOf'), value.address], [t('since'), value.admittedOn]] as const).filter(([, said]) => said !== '').map(([label, said]) => <Fragment key={label}><dt>{label}</dt><dd>{said}</dd></Fragment>)}
                {value.complaintPhone === '' ? null : <><dt>{t('complaints')}</dt><dd><a href={`tel:${value.complaintPhone}`}>{value.complaintPhone}</a></dd></>}
                {value.platformPhone === '' ? null : <><dt>{t('platformPhone')}</dt><dd><a href={`tel:${value.platformPhone}`}>{value.platformPhone}</a></dd></>}
              </dl>
            </Card>
            {value.branches.length > 0 ? <List label={t('branches')}>{value.branches.map((branch) => <Row key={branch.branchId} start={<MapPin size={20} color="var(--jade-600)" />} title={branch.name} note={branch.address} />)}</List> : null}
          </>
        )}
      </Faces>
    </Frame>
  );
}
