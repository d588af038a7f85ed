import { defineText } from '../../shared/i18n.ts';

export const paperText = defineText({
  zh: { identity: '身份证', health: '健康证', background: '背景调查', insurance: '保险', electrician: '电工证', plumber: '管工证', highWork: '高处作业证', waterproofing: '防水施工证', careCertificate: '养老护理证', maternityCertificate: '母婴护理证', childcareCertificate: '育婴证', organizingCertificate: '整理收纳证', drivingLicence: '驾驶证' },
  en: { identity: 'Identity card', health: 'Health certificate', background: 'Background check', insurance: 'Insurance', electrician: 'Electrician', plumber: 'Plumber', highWork: 'Work at height', waterproofing: 'Waterproofing', careCertificate: 'Elder care', maternityCertificate: 'Maternity care', childcareCertificate: 'Childcare', organizingCertificate: 'Organizing', drivingLicence: 'Driving licence' },
});
export const roleText = defineText({
  zh: { worker: '家政员', merchantOwner: '店主', merchantStaff: '店员', stationStaff: '驿站人员', agent: '客服', dispatcher: '调度员', operator: '平台运营', finance: '财务', auditor: '审计', trainer: '培训老师', examiner: '考官' },
  en: { worker: 'Worker', merchantOwner: 'Merchant owner', merchantStaff: 'Merchant staff', stationStaff: 'Station staff', agent: 'Call agent', dispatcher: 'Dispatcher', operator: 'Operator', finance: 'Finance', auditor: 'Auditor', trainer: 'Trainer', examiner: 'Examiner' },
});
