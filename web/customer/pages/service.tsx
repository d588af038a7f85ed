import { BadgeCheck, Check, HeartPulse, RotateCcw, ShieldCheck, Umbrella, Wallet, Wrench, X } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { api } from '../../shared/api.ts';
import { useText } from '../../shared/i18n.ts';
import { Amount, ButtonLink, Card, Faces, IconTile, List, Notice, PriceLines, PricePeek, Row, SectionTitle, ServiceTile, SkeletonScreen, Stars, Stepper, Tag } from '../../shared/kit/index.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { CancelTiers } from '../parts/cancel-tiers.tsx';
import { type ServiceItem, FromPrice } from '../parts/service-card.tsx';
import { text } from '../text.ts';
import { useIsWide } from '../use-is-wide.ts';
import { useUnit } from '../use-quantity.ts';
import css from './service.module.css';
import { serviceText } from './service.text.ts';

/** Everything about one service before it is booked. */
export default function Service({ itemId }: { itemId: string }) {
  const common = useText(text);
  const item = useView(['catalog', 'getItem', itemId], () => api.catalog.getItem({ itemId }), { live: { subject: itemId, names: ['catalog'] }, staleSeconds: 120 });
  if (!item.value) return <Frame title={common.t('services')} back="/services"><Faces of={item} loading={<SkeletonScreen />}>{() => null}</Faces></Frame>;
  return <ServiceBody item={item.value} />;
}

function ServiceBody({ item }: { item: ServiceItem }) {
  const { t, say } = useText(serviceText);
  const common = useText(text);
  const { duration } = useFormat();
  const isWide = useIsWide();
  const [params] = useSearchParams();
  const [quantity, setQuantity] = useState(() => Number(params.get('quantity')) || item.usualQuantity);
  const workerId = params.get('worker');
  const quote = useView(['catalog', 'quote', item.itemId, quantity], () => api.catalog.quote({ itemId: item.itemId, quantity }), { live: ['catalog'], staleSeconds: 60 });
  const isDemand = item.bookingMode === 'demand';
  const bookHref = `/book/${item.itemId}?quantity=${quantity}${workerId ? `&worker=${workerId}` : ''}`;
  const unit = say(item.unitLabel);
  const unitOf = useUnit();

  const bookButton = item.isPublished
    ? <ButtonLink href={bookHref} size="large" isWide data-testid="service-book">{isDemand ? t('consult') : common.t('book')}</ButtonLink>
    : <Notice tone="grey">{t('gone')}</Notice>;
  const stepper = item.maxQuantity > item.minQuantity ? (
    <div className={css.quantity}><span>{t('quantity')}</span><Stepper label={t('quantity')} value={quantity} min={item.minQuantity} max={item.maxQuantity} step={item.stepQuantity} unit={unitOf(item.unitLabel, quantity)} onChange={setQuantity} /></div>
  ) : null;
  const price = quote.value ? <PriceLines lines={quote.value.lines} totalFen={quote.value.totalFen} /> : null;

  return (
    <Frame title={t('title')} back="/services" width="wide" {...(!isWide && {
      bar: <>{quote.value && quote.value.totalFen > 0 ? <PricePeek lines={quote.value.lines} totalFen={quote.value.totalFen} title={common.t('priceOf')} /> : null}{bookButton}</>,
    })}>
      <div className={css.layout}>
        <div className={css.main}>
          <header className={css.head}>
            <ServiceTile icon={item.icon} family={item.family} sizePixels={72} />
            <div>
              <h2>{say(item.name)}</h2>
              <p>{say(item.summary)}</p>
              <div className={css.facts}>
                {item.rating === null ? <span>{t('noRating')}</span> : <Stars rating={item.rating} />}
                {item.orderCount > 0 ? <span>{t('orders', { count: item.orderCount })}</span> : null}
              </div>
              <div className={css.tags}>
                <Tag tone="jade">{common.t(item.priceKind)}</Tag>
                {item.crewSize > 1 ? <Tag>{common.t('crew', { count: item.crewSize })}</Tag> : null}
                {item.segments.filter((one) => one !== 'everyone').map((one) => <Tag key={one} tone="warm">{common.t(one)}</Tag>)}
              </div>
            </div>
          </header>
          {isDemand ? <Notice tone="jade">{t('demandLead')}</Notice> : null}
          {isWide ? null : (
            <Card>
              <div className={css.unit}><span>{t('unitPrice')}</span><span><Amount fen={item.unitPriceFen} size="medium" /> {common.t('perUnit', { unit })}</span></div>
              {stepper}
              {quote.value && !isDemand ? <p className={css.soft}>{t('duration', { time: duration(quote.value.durationMinutes) })}</p> : null}
            </Card>
          )}
          <Card title={t('contains')}>
            <ul className={css.points}>{item.scope.map((line, index) => <li key={index}><Check size={18} strokeWidth={2.4} aria-hidden="true" />{say(line)}</li>)}</ul>
            {item.excluded.length > 0 ? (
              <><h3 className={css.sub}>{t('excluded')}</h3><ul className={css.points} data-kind="excluded">{item.excluded.map((line, index) => <li key={index}><X size={18} strokeWidth={2.2} aria-hidden="true" />{say(line)}</li>)}</ul></>
            ) : null}
          </Card>
          <Card title={t('howCharged')}>
            <p className={css.charged}>{charged(item, unit, unitOf(item.unitLabel, item.minQuantity), t)}</p>
            {quote.value && !isWide ? <><h3 className={css.sub}>{t('example', { quantity: `${quantity} ${unitOf(item.unitLabel, quantity)}` })}</h3>{price}</> : null}
            {isDemand ? null : <p className={css.soft}>{t('surcharge')}</p>}
          </Card>
          <Card title={t('checklist')}>
            <p className={css.lead}>{t('checklistLead')}</p>
            <ol className={css.checks}>{item.checklist.map((entry, index) => <li key={entry.code}><b>{index + 1}</b><span>{say(entry.text)}</span>{entry.isRequired ? null : <Tag isOutline>{t('ifTime')}</Tag>}</li>)}</ol>
            {item.photoNodes.length > 0 ? <p className={css.soft}>{t('photos', { nodes: item.photoNodes.map((node) => say(node.text)).join(' · ') })}</p> : null}
          </Card>
          <Card title={t('promises')}><Promises item={item} /></Card>
          {item.cancelTiers.length > 0 ? (
            <Card title={t('cancel')}>
              <CancelTiers tiers={item.cancelTiers} />
              <p className={css.soft}>{t('cancelLead')}</p>
            </Card>
          ) : null}
          <SectionTitle>{t('people')}</SectionTitle>
          <People item={item} />
        </div>
        {isWide ? (
          <aside className={css.side}>
            <Card>
              <FromPrice item={item} isLarge />
              <p className={css.soft}>{t('unitPrice')} <Amount fen={item.unitPriceFen} /> {common.t('perUnit', { unit })}{quote.value && !isDemand ? ` · ${t('duration', { time: duration(quote.value.durationMinutes) })}` : ''}</p>
              {stepper}
              {price}
              <div className={css.sideBar}>{bookButton}</div>
            </Card>
          </aside>
        ) : null}
      </div>
    </Frame>
  );
}

/** How the price comes about, in a sentence. */
function charged(item: ServiceItem, unit: string, units: string, t: (key: 'byHours' | 'byArea' | 'byUnits' | 'byFixed', values: Record<string, string | number>) => string): string {
  const { duration, crewSize } = item;
  if (duration.kind === 'hours') return t('byHours', { min: item.minQuantity, step: item.stepQuantity, unit: units });
  if (duration.kind === 'area') return t('byArea', { pace: Math.round(duration.squareMetersPerHour ?? 0), crew: crewSize });
  if (duration.kind === 'units') return t('byUnits', { unit, minutes: Math.round(duration.minutesPerUnit) });
  return t('byFixed', { minutes: duration.minMinutes });
}

function Promises({ item }: { item: ServiceItem }) {
  const { t } = useText(serviceText);
  const promises = [
    ...(item.redoHours > 0 ? [{ key: 'redo', icon: <RotateCcw size={20} />, title: t('redo'), note: t('redoLead', { hours: item.redoHours }) }] : []),
    ...(item.warrantyDays > 0 ? [{ key: 'warranty', icon: <Wrench size={20} />, title: t('warranty'), note: item.warrantyDays % 365 === 0 ? t('warrantyYearsLead', { years: item.warrantyDays / 365 }) : t('warrantyLead', { days: item.warrantyDays }) }] : []),
    { key: 'insured', icon: <Umbrella size={20} />, title: t('insured'), note: t('insuredLead') },
    { key: 'confirmed', icon: <Wallet size={20} />, title: t('confirmed'), note: t('confirmedLead') },
  ];
  return <div className={css.promises}>{promises.map((one) => <div key={one.key}><IconTile sizePixels={38}>{one.icon}</IconTile><span><b>{one.title}</b><small>{one.note}</small></span></div>)}</div>;
}

const paperNames = ['health', 'identity', 'background', 'insurance', 'electrician', 'plumber', 'highWork', 'waterproofing', 'careCertificate', 'maternityCertificate', 'childcareCertificate', 'organizingCertificate', 'drivingLicence'] as const;
const isPaperName = (code: string): code is (typeof paperNames)[number] => (paperNames as readonly string[]).includes(code);

function People({ item }: { item: ServiceItem }) {
  const { t, say } = useText(serviceText);
  return (
    <List label={t('people')}>
      <Row start={<IconTile sizePixels={36}><ShieldCheck size={19} /></IconTile>} title={t('verified')} />
      <Row start={<IconTile sizePixels={36}><HeartPulse size={19} /></IconTile>} title={t(item.healthClass)} />
      {item.requiredPapers.map((code) => <Row key={code} start={<IconTile sizePixels={36}><BadgeCheck size={19} /></IconTile>} title={isPaperName(code) ? t(code) : code} />)}
      {item.requiredSkills.map((skill) => <Row key={skill.skill} start={<IconTile sizePixels={36}><Check size={19} /></IconTile>} title={t('skill', { skill: say(skill.name), level: skill.level })} />)}
    </List>
  );
}
