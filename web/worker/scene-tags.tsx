import { Baby, Building2, House, PawPrint, UserRound } from 'lucide-react';
import type { HomeScene } from '@linli/contract';
import { useText } from '../shared/i18n.ts';
import { Tag } from '../shared/kit/index.ts';
import css from './scene-tags.module.css';
import { text } from './text.ts';

/** What waits behind the door, in words: home, baby, pet, elder. */
export function SceneTags({ scene }: { scene: HomeScene }) {
  const { t } = useText(text);
  const isFlat = scene.homeType === 'flat';
  return (
    <div className={css.tags}>
      <Tag icon={isFlat ? <Building2 size={16} aria-hidden="true" /> : <House size={16} aria-hidden="true" />}>{t(isFlat ? 'flat' : 'house', { area: scene.areaSquareMeters })}</Tag>
      {scene.hasBaby ? <Tag tone="warm" icon={<Baby size={16} aria-hidden="true" />}>{t('hasBaby')}</Tag> : null}
      {scene.hasPet && scene.animals.length === 0 ? <Tag tone="warm" icon={<PawPrint size={16} aria-hidden="true" />}>{t('hasPet')}</Tag> : null}
      {scene.animals.map((one) => <Tag key={one} tone="warm" icon={<PawPrint size={16} aria-hidden="true" />}>{t(one)}</Tag>)}
      {scene.hasSmoker ? <Tag tone="warm">{t('hasSmoker')}</Tag> : null}
      {scene.sensitivities.map((one) => <Tag key={`no-${one}`} tone="warm">{t('sensitive', { what: t(one === 'cat' ? 'catHair' : one === 'dog' ? 'dogHair' : one) })}</Tag>)}
      {scene.hasElder ? <Tag tone="warm" icon={<UserRound size={16} aria-hidden="true" />}>{t('hasElder')}</Tag> : null}
    </div>
  );
}
