import { BriefcaseBusiness, Download, FileSignature, HandCoins, HandHeart, IdCard, ListChecks, LogOut, ScanEye, TrendingUp, Users } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../shared/api.ts';
import { setLocale, useText } from '../../shared/i18n.ts';
import { kitText } from '../../shared/kit/text.ts';
import { Button, Card, Dialog, List, Row, Screen, SectionTitle, Segmented, Switch } from '../../shared/kit/index.ts';
import { useCommand } from '../../shared/use-command.ts';
import { useMe, useSession } from '../../shared/use-session.tsx';
import css from '../learn.module.css';
import { Breaches } from '../me/breaches.tsx';
import { CareSheet, Conducts, ReadsSheet } from '../me/records.tsx';
import { LearnTabs } from '../tabs.tsx';
import { meText } from './me.text.ts';

/** What stands about me, who has read it, and how this phone behaves. */
export default function Me() {
  const { t } = useText(meText);
  const { workerId } = useMe();
  const [open, setOpen] = useState<'care' | 'reads' | null>(null);
  return (
    <Screen title={t('title')} tabs={<LearnTabs at="/me" />}>
      {workerId ? (
        <>
          <List>
            <Row start={<ListChecks size={22} color="var(--jade-600)" />} title={t('checks')} href="/status" />
            <Row start={<FileSignature size={22} color="var(--jade-600)" />} title={t('signed')} href="/sign" />
            <Row start={<TrendingUp size={22} color="var(--jade-600)" />} title={t('ladder')} href="/ladder" />
            <Row start={<IdCard size={22} color="var(--jade-600)" />} title={t('card')} href="/card" />
            <Row start={<Users size={22} color="var(--jade-600)" />} title={t('mentoring')} href="/mentoring" />
            <Row start={<HandCoins size={22} color="var(--jade-600)" />} title={t('subsidies')} href="/subsidies" />
            <Row start={<HandHeart size={22} color="var(--apricot-600)" />} title={t('care')} onPress={() => setOpen('care')} />
            <Row start={<ScanEye size={22} color="var(--apricot-600)" />} title={t('reads')} onPress={() => setOpen('reads')} />
          </List>
          <Conducts workerId={workerId} />
          <Breaches workerId={workerId} />
          <CreditFile workerId={workerId} />
          {open === 'care' ? <CareSheet workerId={workerId} onClose={() => setOpen(null)} /> : null}
          {open === 'reads' ? <ReadsSheet onClose={() => setOpen(null)} /> : null}
          <Button kind="secondary" isWide icon={<BriefcaseBusiness size={19} aria-hidden="true" />} onClick={() => location.assign('/work')}>{t('toWork')}</Button>
        </>
      ) : null}
      <Settings />
      <SignOut />
    </Screen>
  );
}

function CreditFile({ workerId }: { workerId: string }) {
  const { t } = useText(meText);
  const get = useCommand(api.workers.creditFile, {
    refreshes: [['workers', 'recordReads']],
    onDone: (file) => {
      const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = `linli-credit-${file.madeAt.slice(0, 10)}.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    },
  });
  return <Card title={t('creditFile')}><div className={css.stack}><p className={css.soft}>{t('creditLead')}</p><Button kind="soft" isBusy={get.isRunning} icon={<Download size={19} aria-hidden="true" />} onClick={() => void get.run({ workerId, purpose: t('creditPurpose') })}>{t('creditGet')}</Button></div></Card>;
}

function Settings() {
  const { t, locale } = useText(meText);
  const { t: kit } = useText(kitText);
  const me = useMe();
  const update = useCommand(api.accounts.updateMe, { refreshes: [['accounts', 'me']] });
  const choose = (next: 'zh' | 'en'): void => { setLocale(next); void update.run({ locale: next }); };
  return (
    <>
      <SectionTitle>{t('settings')}</SectionTitle>
      <Card><div className={css.wide}>
        <Switch label={t('elder')} note={t('elderNote')} isOn={me.isElderMode} isDisabled={update.isRunning} onChange={(isElderMode) => void update.run({ isElderMode })} />
        <Segmented label={t('language')} value={locale} onChange={choose} choices={[{ value: 'zh', label: kit('chinese') }, { value: 'en', label: kit('english') }]} />
      </div></Card>
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
