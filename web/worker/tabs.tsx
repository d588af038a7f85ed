import { CalendarDays, HandHelping, House, UserRound, WalletMinimal } from 'lucide-react';
import { useText } from '../shared/i18n.ts';
import { TabBar } from '../shared/kit/index.ts';
import { text } from './text.ts';
import { useOffers } from './use-work.ts';

/** The five first screens; offers show how many wait for an answer. */
export function WorkerTabs({ at }: { at: '/' | '/offers' | '/income' | '/calendar' | '/me' }) {
  const { t } = useText(text);
  const offers = useOffers();
  return (
    <TabBar at={at} tabs={[
      { href: '/', label: t('today'), icon: <House /> },
      { href: '/offers', label: t('offers'), icon: <HandHelping />, count: offers.value?.items.length ?? 0 },
      { href: '/income', label: t('income'), icon: <WalletMinimal /> },
      { href: '/calendar', label: t('calendar'), icon: <CalendarDays /> },
      { href: '/me', label: t('me'), icon: <UserRound /> },
    ]} />
  );
}
