import { defineText } from '../../shared/i18n.ts';

export const householdText = defineText({
  zh: { title: '这一家和家政员', note: '双方互不知道；派单时自动避开', none: '没有收藏，也没有不再安排的人', favourite: '这家收藏', blocked: '这家不再要', declined: '她不再去' },
  en: { title: 'This family and workers', note: 'Neither is told of the other; dispatch keeps them apart', none: 'No favourites and nobody kept apart', favourite: 'Favourite', blocked: 'Family refuses her', declined: 'She refuses the family' },
});
