import { useText } from '../../shared/i18n.ts';
import { ButtonLink, EmptyState } from '../../shared/kit/index.ts';
import { Frame } from '../frame.tsx';
import { peopleText } from './people.text.ts';

export default function NotFound() {
  const { t } = useText(peopleText);
  return <Frame title={t('notFound')} back="/"><EmptyState title={t('notFound')} art="search" action={<ButtonLink href="/">{t('backHome')}</ButtonLink>}>{t('notFoundLead')}</EmptyState></Frame>;
}
