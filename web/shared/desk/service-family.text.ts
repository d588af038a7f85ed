import type { ServiceFamily } from '@linli/contract';
import { defineText } from '../i18n.ts';

export const serviceFamilyText = defineText({
  zh: { cleaning: '保洁', nanny: '保姆', maternity: '月嫂', childcare: '育儿', elderCare: '养老护理', repair: '维修', installation: '安装', laundry: '洗衣', waterproofing: '防水', moving: '搬家', pet: '宠物', company: '企业服务' },
  en: { cleaning: 'Cleaning', nanny: 'Housekeeping', maternity: 'Maternity', childcare: 'Childcare', elderCare: 'Elder care', repair: 'Repair', installation: 'Installation', laundry: 'Laundry', waterproofing: 'Waterproofing', moving: 'Moving', pet: 'Pets', company: 'Companies' },
});
export const serviceFamilies = Object.keys(serviceFamilyText.zh) as ServiceFamily[];
