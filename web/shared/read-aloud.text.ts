import { defineText } from './i18n.ts';

export const readAloudText = defineText({ zh: { listen: '念给我听', stop: '停' }, en: { listen: 'Read it to me', stop: 'Stop' } });
