import { defineText } from '../../shared/i18n.ts';

export const elderText = defineText({
  zh: {
    lead: '会做养老护理的商户在“养老服务机构库”里的登记情况，在库 {count} 家', firm: '机构', status: '合作', register: '入库', number: '编号', authority: '主管部门', services: '服务项目', workers: '人员', listedOn: '入库日期', validUntil: '有效到（可不填）', grade: '等级', owner: '负责人', by: '{name} 登记',
    none: '还没有做养老护理的商户', noneNote: '商户的服务大类里有“养老护理”就会出现在这里', edit: '登记', state: '状态', applied: '已申请', listed: '在库', removed: '已出库', words: '备注', save: '保存', cancel: '取消', saved: '已登记', noGrade: '没有等级', noElder: '不做养老护理',
    meals: '助餐', bathing: '助浴', cleaning: '助洁', walking: '助行', urgentHelp: '助急', medicalEscort: '助医', rehabilitation: '康复护理', dayCare: '日间照料', companionship: '陪伴',
  },
  en: {
    lead: 'How merchants that care for elders stand in the register of elder-care providers; {count} listed', firm: 'Firm', status: 'Standing', register: 'Register', number: 'Number', authority: 'Authority', services: 'Services', workers: 'Workers', listedOn: 'Listed on', validUntil: 'Valid until (may stay empty)', grade: 'Grade', owner: 'Owner', by: 'by {name}',
    none: 'No merchant cares for elders yet', noneNote: 'A merchant appears here once elder care is among its services', edit: 'Record', state: 'State', applied: 'Applied', listed: 'Listed', removed: 'Removed', words: 'Notes', save: 'Save', cancel: 'Cancel', saved: 'Recorded', noGrade: 'no grade', noElder: 'no elder care',
    meals: 'meals', bathing: 'bathing', cleaning: 'cleaning', walking: 'walking', urgentHelp: 'urgent help', medicalEscort: 'medical escort', rehabilitation: 'rehabilitation', dayCare: 'day care', companionship: 'company',
  },
});
