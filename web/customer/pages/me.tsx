import { ALargeSmall, CalendarSync, Headset, Heart, KeyRound, Languages, LogOut, MapPin, Pencil, Phone, SlidersHorizontal, Store, TicketCheck, Users, WalletMinimal } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { api } from '../../shared/api.ts';
import { setLocale, useText } from '../../shared/i18n.ts';
import { Avatar, Button, Card, IconButton, List, Row, Segmented, Sheet, Switch, TextInput, showToast } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useSession } from '../../shared/use-session.tsx';
import { useView } from '../../shared/use-view.ts';
import { Frame } from '../frame.tsx';
import { TicketSheet } from '../order/word-sheets.tsx';
import { text } from '../text.ts';
import css from './me.module.css';
import { wishesText } from '../wishes/wishes.text.ts';
import { meText } from './me.text.ts';

const SignInWays = lazy(() => import('../../shared/sign-in-ways.tsx'));

/** The person: name, addresses, household, how the app looks, help. */
export default function Person() {
  const { t, locale } = useText(meText);
  const common = useText(text);
  const wishes = useText(wishesText);
  const { me, isSignedIn, askSignIn, signOut } = useSession();
  const [isNaming, setNaming] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [isShowingWays, setShowingWays] = useState(false);
  const city = useView(['accounts', 'city'], () => api.accounts.city({}), { live: false, staleSeconds: 3600 });
  const addresses = useView(['accounts', 'listAddresses'], () => api.accounts.listAddresses({}), { isReady: isSignedIn, live: false });
  const update = useCommand(api.accounts.updateMe);
  const icon = (Icon: typeof MapPin) => <Icon size={21} strokeWidth={1.8} color="var(--jade-600)" aria-hidden="true" />;

  return (
    <Frame title={t('title')} tab="/me" width="reading">
      <Card>
        <div className={css.person}>
          <Avatar name={isSignedIn ? (me?.name || '·') : common.t('brand')} sizePixels={60} />
          <span><b>{isSignedIn ? me?.name : t('guest')}</b><small>{isSignedIn ? (me?.maskedPhone || me?.maskedEmail) : t('guestLead')}</small></span>
          {isSignedIn ? <IconButton label={t('name')} onClick={() => setNaming(true)}><Pencil size={20} /></IconButton> : null}
        </div>
        {isSignedIn ? null : <div className={css.signIn}><Button size="large" isWide onClick={() => void askSignIn()}>{common.t('signIn')}</Button></div>}
      </Card>
      {isSignedIn ? (
        <List>
          <Row href="/me/wallet" start={icon(WalletMinimal)} title={t('wallet')} note={t('walletNote')} />
          <Row href="/me/addresses" start={icon(MapPin)} title={t('addresses')} note={addresses.value ? t('addressesNote', { count: addresses.value.items.length }) : undefined} />
          <Row href="/me/members" start={icon(Users)} title={t('members')} note={t('membersNote')} />
          <Row href="/series" start={icon(CalendarSync)} title={t('series')} note={t('seriesNote')} />
          <Row href="/me/workers" start={icon(Heart)} title={wishes.t('title')} note={wishes.t('titleNote')} />
          <Row href="/me/manner" start={icon(SlidersHorizontal)} title={wishes.t('mannerTitle')} note={wishes.t('mannerNote')} />
          <Row href="/me/tickets" start={icon(TicketCheck)} title={t('tickets')} note={t('ticketsNote')} />
          <Row onPress={() => setShowingWays(true)} start={icon(KeyRound)} title={t('ways')} note={t('waysNote')} />
        </List>
      ) : null}
      <Card>
        <div className={css.settings}>
          {me ? <div className={css.setting}>{icon(ALargeSmall)}<div><Switch label={t('elder')} note={t('elderNote')} isOn={me.isElderMode} isDisabled={update.isRunning} onChange={(isElderMode) => void update.run({ isElderMode })} /></div></div> : null}
          <div className={css.setting}>{icon(Languages)}<span>{t('language')}</span><Segmented label={t('language')} value={locale} onChange={(value) => { setLocale(value); if (me) void update.run({ locale: value }); }} choices={[{ value: 'zh', label: t('chinese') }, { value: 'en', label: t('english') }]} /></div>
        </div>
      </Card>
      <List>
        {isSignedIn ? <Row onPress={() => setAsking(true)} start={icon(Headset)} title={t('ask')} note={t('askNote')} /> : null}
        <Row href="/stations" start={icon(Store)} title={t('stations')} />
      </List>
      {city.value?.hotline ? <a className={css.hotline} href={`tel:${city.value.hotline}`}>{icon(Phone)}<span>{t('hotline')}</span><b>{city.value.hotline}</b></a> : null}
      {isSignedIn ? <Button kind="quiet" isWide icon={<LogOut size={18} />} onClick={() => { signOut(); showToast(t('signedOut')); }}>{t('signOut')}</Button> : null}
      <p className={css.about}>{common.t('brand')} · {t('about')}</p>
      {isNaming ? <NameSheet name={me?.name ?? ''} onClose={() => setNaming(false)} /> : null}
      {isShowingWays ? <Suspense fallback={null}><SignInWays onClose={() => setShowingWays(false)} /></Suspense> : null}
      {isAsking ? <TicketSheet order={null} onClose={() => setAsking(false)} /> : null}
    </Frame>
  );
}

function NameSheet({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useText(meText);
  const common = useText(text);
  const [value, setValue] = useState(name);
  const save = useCommand(api.accounts.updateMe, { isQuiet: true, onDone: () => { showToast(t('nameSaved')); onClose(); } });
  return (
    <Sheet isOpen title={t('name')} onClose={onClose} bar={<Button size="large" isWide isBusy={save.isRunning} disabled={value.trim() === ''} onClick={() => void save.run({ name: value.trim() })}>{common.t('save')}</Button>}>
      <TextInput label={t('name')} hint={t('nameLead')} value={value} onChange={setValue} maxLength={30} autoFocus autoComplete="name" wrong={save.refusal} />
    </Sheet>
  );
}
