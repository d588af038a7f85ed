import { Award, BookOpen, House, PencilLine, UserRound } from 'lucide-react';
import { useText } from '../shared/i18n.ts';
import { TabBar } from '../shared/kit/index.ts';
import { text } from './text.ts';
import { useIsWorker } from './use-learner.ts';

/** The five first screens of a learner; before the application is in there is only one thing to do. */
export function LearnTabs({ at }: { at: '/' | '/study' | '/exams' | '/certificates' | '/me' }) {
  const { t } = useText(text);
  if (!useIsWorker()) return null;
  return (
    <TabBar at={at} tabs={[
      { href: '/', label: t('home'), icon: <House /> },
      { href: '/study', label: t('study'), icon: <BookOpen /> },
      { href: '/exams', label: t('exams'), icon: <PencilLine /> },
      { href: '/certificates', label: t('certificates'), icon: <Award /> },
      { href: '/me', label: t('me'), icon: <UserRound /> },
    ]} />
  );
}
