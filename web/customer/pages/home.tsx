import { Baby, BadgeCheck, Bike, ChevronDown, HeartHandshake, MapPin, RefreshCw, RotateCcw, Search, Store, Tags } from 'lucide-react';
import { Link } from 'wouter';
import { api } from '../../shared/api.ts';
import { minuteOfDay } from '../../shared/format.ts';
import { useText } from '../../shared/i18n.ts';
import { Bone, Faces, IconTile, List, Row, SectionTitle, ServiceTile, SkeletonList } from '../../shared/kit/index.ts';
import { LanguageSwitch } from '../../shared/language.tsx';
import { useFormat } from '../../shared/use-format.ts';
import { useSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { OrderCard, type OrderSummary } from '../parts/order-card.tsx';
import { type ServiceItem, ServiceCard } from '../parts/service-card.tsx';
import { text } from '../text.ts';
import { useIsWide } from '../use-is-wide.ts';
import { useNow } from '../use-now.ts';
import { type Point, metersBetween, usePosition } from '../use-position.ts';
import css from './home.module.css';
import { homeText } from './home.text.ts';

const popularCount = 6;
/** What wants the household first: somebody at the door, then money, then the work, then what lies ahead. */
const urgency: readonly OrderSummary['status'][] = ['onTheWay', 'checklistConfirmed', 'held', 'finished', 'inService', 'accepted', 'assigned', 'paid', 'draft'];

/** The first screen: what runs now, the same again, and every service with its price. */
export function Home() {
  const { t } = useText(homeText);
  const common = useText(text);
  const isWide = useIsWide();
  const { me, isSignedIn } = useSession();
  const now = useNow(300);
  const catalog = useView(['catalog', 'listItems', {}], () => api.catalog.listItems({}), { live: ['catalog'], staleSeconds: 120 });
  const addresses = useView(['accounts', 'listAddresses'], () => api.accounts.listAddresses({}), { isReady: isSignedIn, live: false, staleSeconds: 60 });
  const open = useView(['orders', 'list', 'open'], () => api.orders.list({ filter: 'open', limit: 20 }), { isReady: isSignedIn, live: ['order', 'payment'], staleSeconds: 30 });
  const done = useView(['orders', 'list', 'done', 5], () => api.orders.list({ filter: 'done', limit: 5 }), { isReady: isSignedIn, live: ['order'], staleSeconds: 60 });
  const address = isSignedIn ? (addresses.value?.items.find((one) => one.isDefault) ?? addresses.value?.items[0]) : undefined;
  const running = isSignedIn ? [...(open.value?.items ?? [])].sort((a, b) => urgency.indexOf(a.status) - urgency.indexOf(b.status) || (a.startAt ?? '').localeCompare(b.startAt ?? '')) : [];
  const last = isSignedIn ? done.value?.items.find((order) => order.status === 'confirmed' || order.status === 'settled') : undefined;

  const moments = running.length > 0 || last ? (
    <div className={css.moments}>
      {running.length > 0 ? <SectionTitle more={<Link href="/orders">{running.length > 1 ? t('allRunning', { count: running.length }) : t('allOrders')}</Link>}>{t('running')}</SectionTitle> : null}
      {running.slice(0, isWide ? 2 : 1).map((order) => <OrderCard key={order.orderId} order={order} isWarm />)}
      {last ? <AgainCard order={last} /> : null}
    </div>
  ) : null;

  return (
    <Frame title={common.t('brand')} tab="/" width="wide" hasHeader={false}>
      <div className={css.hero}>
        <div className={css.welcome}>
          <div className={css.place}>
            {isSignedIn
              ? <Link href="/me/addresses" className={css.where}><MapPin size={17} aria-hidden="true" /><span>{address ? `${address.estateName} ${address.building}` : t('whereTo')}</span><ChevronDown size={16} aria-hidden="true" /></Link>
              : <span className={css.where}><MapPin size={17} aria-hidden="true" /><span>{common.t('city')}</span></span>}
            {isWide ? null : <LanguageSwitch className={css.language} />}
          </div>
          <h1>{me?.name ? t('greet', { greeting: t(greetingOf(now)), name: me.name }) : t('guest')}</h1>
          <p>{t('lead')}</p>
          <Link href="/services?search=1" className={css.search} data-testid="home-search"><Search size={20} aria-hidden="true" /><span>{t('searchHint')}</span></Link>
        </div>
        {isWide ? (moments ?? <Courtyard />) : null}
      </div>
      {isWide ? null : moments}

      <Faces of={catalog} loading={<LoadingCatalog />}>
        {({ families, items }) => (
          <>
            <nav className={css.families} aria-label={t('families')}>
              {families.map((one) => (
                <Link key={one.family} href={`/services?family=${one.family}`} className={css.tile} data-testid={`home-family-${one.family}`}>
                  <ServiceTile icon={one.icon} family={one.family} sizePixels={52} />
                  <span>{common.say(one.name)}</span>
                  <small>{fromYuan(items, one.family) === null ? t('itemCount', { count: one.itemCount }) : t('fromPrice', { yuan: fromYuan(items, one.family)!.toLocaleString('en-US') })}</small>
                </Link>
              ))}
            </nav>
            <SectionTitle more={<Link href="/services">{t('allServices')}</Link>}>{t('popular')}</SectionTitle>
            <div className={css.cards}>{items.slice(0, popularCount).map((item) => <ServiceCard key={item.itemId} item={item} />)}</div>
          </>
        )}
      </Faces>

      <div className={css.segments}>
        <Segment href="/services?segment=elders" title={t('forElders')} lead={t('forEldersLead')} tone="warm"><HeartHandshake size={26} strokeWidth={1.7} /></Segment>
        <Segment href="/services?segment=infants" title={t('forInfants')} lead={t('forInfantsLead')} tone="sky"><Baby size={26} strokeWidth={1.7} /></Segment>
        <Segment href="/services?segment=youngFamilies" title={t('forYoung')} lead={t('forYoungLead')} tone="jade"><Bike size={26} strokeWidth={1.7} /></Segment>
      </div>
      <section className={css.trust} aria-label={t('why')}>
        <Trust icon={<Tags size={22} />} title={t('trust1')} lead={t('trust1Lead')} />
        <Trust icon={<RotateCcw size={22} />} title={t('trust2')} lead={t('trust2Lead')} />
        <Trust icon={<BadgeCheck size={22} />} title={t('trust3')} lead={t('trust3Lead')} />
      </section>
      <NearStations around={address ?? null} />
    </Frame>
  );
}

const greetingOf = (now: Date): 'morning' | 'noon' | 'afternoon' | 'evening' => {
  const minute = minuteOfDay(now);
  return minute < 300 || minute >= 1080 ? 'evening' : minute < 690 ? 'morning' : minute < 810 ? 'noon' : 'afternoon';
};
/** The least anything of a family costs, in whole yuan. */
const fromYuan = (items: readonly ServiceItem[], family: ServiceItem['family']): number | null => {
  const prices = items.filter((item) => item.family === family && item.fromPriceFen > 0).map((item) => item.fromPriceFen);
  return prices.length === 0 ? null : Math.ceil(Math.min(...prices) / 100);
};

function LoadingCatalog() {
  return <><div className={css.families}>{Array.from({ length: 12 }, (_, index) => <span key={index} className={css.tile}><Bone width={52} height={55} radius="var(--arch)" /><Bone width={48} /></span>)}</div><SkeletonList count={3} /></>;
}

/** The same again in one tap: the page behind it has everything filled in. */
function AgainCard({ order }: { order: OrderSummary }) {
  const { t, say } = useText(homeText);
  return (
    <Link href={`/book/${order.itemId}?again=${order.orderId}`} className={css.again} data-testid="home-rebook">
      <ServiceTile icon={order.icon} family={order.family} sizePixels={48} />
      <span><b>{t('againTitle')} · {say(order.itemName)}</b><small>{order.workerName ? t('againLead', { worker: order.workerName }) : t('againTap')}</small></span>
      <RefreshCw size={22} aria-hidden="true" />
    </Link>
  );
}

function Segment({ href, title, lead, tone, children }: { href: string; title: string; lead: string; tone: 'warm' | 'sky' | 'jade'; children: React.ReactNode }) {
  return <Link href={href} className={css.segment} data-tone={tone}><span className={css.segmentIcon}>{children}</span><b>{title}</b><small>{lead}</small></Link>;
}
function Trust({ icon, title, lead }: { icon: React.ReactNode; title: string; lead: string }) {
  return <div className={css.promise}><IconTile tone="jade" sizePixels={40}>{icon}</IconTile><span><b>{title}</b><small>{lead}</small></span></div>;
}

function NearStations({ around }: { around: Point | null }) {
  const { t } = useText(homeText);
  const { distance } = useFormat();
  const position = usePosition();
  const stations = useView(['alliance', 'listStations'], () => api.alliance.listStations({}), { live: ['alliance'], staleSeconds: 600 });
  const here = around ?? position.point;
  const items = [...(stations.value?.items ?? [])].map((station) => ({ station, meters: here ? metersBetween(here, station) : null })).sort((a, b) => (a.meters ?? 0) - (b.meters ?? 0)).slice(0, 3);
  if (items.length === 0) return null;
  return (
    <>
      <SectionTitle more={<Link href="/stations">{t('stationsMore')}</Link>}>{t('stations')}</SectionTitle>
      <List label={t('stations')}>
        {items.map(({ station, meters }) => (
          <Row key={station.stationId} href="/stations" start={<IconTile tone="warm" sizePixels={40}><Store size={20} /></IconTile>} title={station.name} note={station.address} {...(meters !== null && { end: distance(meters) })} />
        ))}
      </List>
      <p className={css.note}>{t('stationsLead')}</p>
    </>
  );
}

/** A courtyard with open doors: the picture of the house, where a guest's own moments will stand. */
function Courtyard() {
  return (
    <svg className={css.picture} viewBox="0 0 420 260" aria-hidden="true" fill="none">
      <rect width="420" height="260" rx="26" fill="var(--jade-50)" />
      <circle cx="338" cy="66" r="30" fill="var(--apricot-200)" />
      <path d="M0 210c70-26 130-22 210-8s150 6 210-14v72H0z" fill="var(--jade-100)" />
      {[[54, 96, 'var(--apricot-100)'], [164, 118, 'var(--jade-200)'], [282, 84, 'var(--apricot-200)']].map(([x, height, fill], index) => (
        <g key={index} transform={`translate(${x as number} ${216 - (height as number)})`}>
          <path d={`M0 ${height as number}V40C0 16 18 0 42 0s42 16 42 40v${(height as number) - 40}z`} fill="#fff" />
          <path d={`M14 ${height as number}V46c0-18 12-30 28-30s28 12 28 30v${(height as number) - 46}z`} fill={fill as string} />
          <path d={`M14 ${height as number}V46c0-18 12-30 28-30v${(height as number) - 16}z`} fill="#fff" opacity=".82" />
          <circle cx="35" cy={(height as number) - 34} r="3" fill="var(--jade-600)" />
        </g>
      ))}
      <path d="M24 216h372" stroke="var(--jade-300)" strokeWidth="5" strokeLinecap="round" />
      <path d="M258 216v-30m0 6c-10 0-14-6-14-14 10 0 14 6 14 14Zm0-8c0-10 6-14 14-14 0 10-6 14-14 14Z" stroke="var(--jade-500)" fill="var(--jade-200)" strokeWidth="2" />
      <path d="M148 216v-22m0 4c-8 0-11-4-11-11 8 0 11 5 11 11Zm0-5c0-8 5-11 11-11 0 8-5 11-11 11Z" stroke="var(--jade-500)" fill="var(--jade-200)" strokeWidth="2" />
    </svg>
  );
}
