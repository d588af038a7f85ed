import { GraduationCap, IdCard, KeyRound, LogOut } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { api } from '../../shared/api.ts';
import { dayOf } from '../../shared/format.ts';
import { setLocale, useText } from '../../shared/i18n.ts';
import { kitText } from '../../shared/kit/text.ts';
import { Button, Card, Dialog, Faces, List, Notice, Row, Screen, SectionTitle, Segmented, SkeletonScreen, Switch } from '../../shared/kit/index.ts';
import { SosRow } from '../../shared/sos/sos-link.tsx';
import { useCommand } from '../../shared/use-command.ts';
import { useFormat } from '../../shared/use-format.ts';
import { useMe, useSession } from '../../shared/use-session.tsx';
import { DeskCall } from '../desk-call.tsx';
import { Answers } from '../me/answers.tsx';
import css from '../me/me.module.css';
import { meText } from '../me/me.text.ts';
import { Papers } from '../me/papers.tsx';
import { ProfileCard } from '../me/profile-card.tsx';
import { CreditMarks, SafetyCode } from '../me/safety.tsx';
import { MatchRows } from '../match/match-rows.tsx';
import { isBellOn, ringBell, setBell } from '../offer-bell.ts';
import { setConsent, useSharing } from '../position.ts';
import { WorkerTabs } from '../tabs.tsx';
import { useNow } from '../use-now.ts';
import { type Profile, useProfile } from '../use-work.ts';

const SignInWays = lazy(() => import('../../shared/sign-in-ways.tsx'));

/** Who I am to the platform and to the families, and how this phone behaves. */
export function Me() {
  const { t } = useText(meText);
  const profile = useProfile();
  const today = dayOf(useNow(600));
  return (
    <Screen title={t('title')} tabs={<WorkerTabs at="/me" />}>
      <SosRow />
      <Faces of={profile} loading={<SkeletonScreen />}>
        {(found) => (
          <>
            <SafetyCode profile={found} />
            <CreditMarks profile={found} />
            <ProfileCard profile={found} />
            <Papers profile={found} today={today} />
            <Limits profile={found} />
            <Answers profile={found} />
            <MatchRows />
            <List>
              <Row start={<GraduationCap size={22} color="var(--jade-600)" />} title={t('learn')} note={t('learnNote')} onPress={() => location.assign('/learn')} />
              <Row start={<IdCard size={22} color="var(--jade-600)" />} title={t('doorCard')} onPress={() => location.assign('/learn/card')} />
            </List>
          </>
        )}
      </Faces>
      <Settings />
      <Ways />
      <Notice tone="sky"><b>{t('fair')}</b><br />{t('fairNote')}<br /><DeskCall /></Notice>
      <SignOut />
    </Screen>
  );
}

function Ways() {
  const { t } = useText(meText);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="secondary" isWide icon={<KeyRound size={18} aria-hidden="true" />} onClick={() => setOpen(true)}>{t('ways')}</Button>
      {isOpen ? <Suspense fallback={null}><SignInWays onClose={() => setOpen(false)} /></Suspense> : null}
    </>
  );
}

function Limits({ profile }: { profile: Profile }) {
  const { t } = useText(meText);
  const format = useFormat();
  return <Card title={t('limits')} aside={t('limitsNote')}><p>{[profile.homeArea ? t('area', { area: profile.homeArea }) : null, t(`travel_${profile.travelMode}`), t('radius', { distance: format.distance(profile.travelRadiusMeters) }), t('maxDay', { span: format.duration(profile.maxMinutesPerDay) })].filter(Boolean).join(' · ')}</p></Card>;
}

function Settings() {
  const { t, locale } = useText(meText);
  const { t: kit } = useText(kitText);
  const me = useMe();
  const update = useCommand(api.accounts.updateMe, { refreshes: [['accounts', 'me']] });
  const { consent } = useSharing();
  // Agreed on another phone: it must be possible to take it back on this one.
  const hasAgreed = useProfile().value?.hasPositionConsent === true;
  const [bell, setBellOn] = useState(isBellOn);
  const choose = (next: 'zh' | 'en'): void => { setLocale(next); void update.run({ locale: next }); };
  return (
    <>
      <SectionTitle>{t('settings')}</SectionTitle>
      <Card>
        <div className={css.settings}>
          <Switch label={t('elder')} note={t('elderNote')} isOn={me.isElderMode} isDisabled={update.isRunning} onChange={(isElderMode) => void update.run({ isElderMode })} />
          <Switch label={t('bell')} note={t('bellNote')} isOn={bell} onChange={(isOn) => { setBell(isOn); setBellOn(isOn); if (isOn) ringBell(); }} />
          <Switch label={t('share')} note={t('shareNote')} isOn={consent === 'yes' || (consent === 'asking' && hasAgreed)} onChange={setConsent} />
          <div><p className={css.settingLabel}>{t('language')}</p><Segmented label={t('language')} value={locale} onChange={choose} choices={[{ value: 'zh', label: kit('chinese') }, { value: 'en', label: kit('english') }]} /></div>
        </div>
      </Card>
    </>
  );
}

function SignOut() {
  const { t } = useText(meText);
  const { signOut } = useSession();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" size="large" isWide icon={<LogOut size={20} aria-hidden="true" />} onClick={() => setOpen(true)}>{t('signOut')}</Button>
      <Dialog isOpen={isOpen} title={t('signOutAsk')} cancel={t('stay')} confirm={t('signOut')} onConfirm={signOut} onClose={() => setOpen(false)}>{t('signOutLead')}</Dialog>
    </>
  );
}
