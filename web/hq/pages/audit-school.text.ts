import { defineText } from '../../shared/i18n.ts';

/** The commands of training, learning, courses and exams. */
export const schoolActions = defineText({
  zh: {
    issueCertificate: '发证书', revokeCertificate: '撤销证书', retrain: '记复训', submitNational: '登记国家等级证书', judgeNational: '核验国家等级证书', exportRecord: '导出履历', rotateKey: '更换签名密钥',
    pairMentor: '结师徒', endMentorPair: '结束师徒', recordCoaching: '记带教', answerCoaching: '确认带教',

    openLesson: '打开一课', sendBeats: '记录学习', addModule: '新建培训模块', editModule: '改培训模块', addLesson: '新建一课', editLesson: '改一课', attachPicture: '给课放图片', attachVideo: '给课放视频',
    publishLesson: '发布一课', dropDraft: '丢弃课的草稿', retireLesson: '下架一课', dropVideo: '删除视频',

    saveCourse: '写课程', moveCourse: '开关课程', openCohort: '开班', resizeCohort: '改班的名额', finishCohort: '结班', cancelCohort: '取消开班', enrol: '报班', dropOut: '退班',
    setTarget: '设试点目标', recogniseCredit: '认定学分', withdrawCredit: '撤回学分认定', savePartner: '登记合作单位', recordSponsorship: '登记赞助',
    saveRoom: '登记教室', recordRoomCost: '记教室花费', addSession: '排一节课', planCohort: '排全班课表', moveSession: '调课', cancelSession: '取消一节课', markAttendance: '点名', markChecklist: '记实操清单',
    saveLiveSlot: '设直播时段', joinLive: '约直播课', leaveLive: '退直播课', saveDormitory: '登记宿舍', allotBed: '安排床位', endStay: '退床位',
    saveKit: '登记工具包', stockKits: '工具包出入库', issueKits: '发工具包', returnKit: '收回工具包',
    openGroup: '建学员小组', setGroupPeople: '换小组负责人', closeGroup: '结束学员小组', joinGroup: '加入小组', leaveGroup: '退出小组', callMeeting: '约小组聚会', cancelMeeting: '取消小组聚会',
    writeGroupNote: '写小组密记', readGroupNotes: '查看小组密记',

    startExam: '开始考试', answerExam: '保存考试答案', submitExam: '交卷', noteIntegrity: '记考试中离开页面', addSlot: '开实操场次', cancelSlot: '取消实操场次', changeExaminer: '换考官',
    bookPractical: '约实操', cancelSeat: '退实操名额', signOff: '实操签字', saveQuestion: '写题目', retireQuestion: '停用或恢复题目',
  },
  en: {
    issueCertificate: 'Issued a certificate', revokeCertificate: 'Revoked a certificate', retrain: 'Recorded a retraining', submitNational: 'Recorded a national certificate', judgeNational: 'Judged a national certificate', exportRecord: 'Exported a record', rotateKey: 'Changed the signing key',
    pairMentor: 'Paired a mentor', endMentorPair: 'Ended a mentor pair', recordCoaching: 'Recorded coaching', answerCoaching: 'Confirmed coaching, or not',

    openLesson: 'Opened a lesson', sendBeats: 'Recorded learning', addModule: 'Added a module', editModule: 'Changed a module', addLesson: 'Added a lesson', editLesson: 'Changed a lesson', attachPicture: 'Gave a lesson a picture', attachVideo: 'Gave a lesson a video',
    publishLesson: 'Published a lesson', dropDraft: 'Dropped a draft', retireLesson: 'Took a lesson out', dropVideo: 'Deleted a video',

    saveCourse: 'Described a course', moveCourse: 'Opened or closed a course', openCohort: 'Opened a cohort', resizeCohort: 'Changed the seats of a cohort', finishCohort: 'Finished a cohort', cancelCohort: 'Cancelled a cohort', enrol: 'Enrolled', dropOut: 'Gave a seat back',
    setTarget: 'Set a target of the pilot', recogniseCredit: 'Recognised a credit', withdrawCredit: 'Took a credit back', savePartner: 'Wrote a partner down', recordSponsorship: 'Recorded a sponsorship',
    saveRoom: 'Wrote a room down', recordRoomCost: 'Recorded the cost of a room', addSession: 'Added a session', planCohort: 'Laid a cohort’s timetable', moveSession: 'Moved a session', cancelSession: 'Cancelled a session', markAttendance: 'Marked attendance', markChecklist: 'Marked a practice checklist',
    saveLiveSlot: 'Set a live slot', joinLive: 'Took a place in a live lesson', leaveLive: 'Gave a place in a live lesson back', saveDormitory: 'Wrote a dormitory down', allotBed: 'Gave a bed', endStay: 'Ended a stay',
    saveKit: 'Wrote a kit down', stockKits: 'Changed the stock of kits', issueKits: 'Handed kits out', returnKit: 'Took a kit back',
    openGroup: 'Opened a learner group', setGroupPeople: 'Changed who leads a group', closeGroup: 'Closed a learner group', joinGroup: 'Joined a group', leaveGroup: 'Left a group', callMeeting: 'Called a meeting', cancelMeeting: 'Called a meeting off',
    writeGroupNote: 'Wrote a confidential note', readGroupNotes: 'Read confidential notes',

    startExam: 'Began an exam', answerExam: 'Saved exam answers', submitExam: 'Handed an exam in', noteIntegrity: 'Left the page in an exam', addSlot: 'Offered a practical', cancelSlot: 'Cancelled a practical', changeExaminer: 'Changed the examiner',
    bookPractical: 'Booked a practical', cancelSeat: 'Gave a practical seat back', signOff: 'Signed a practical off', saveQuestion: 'Wrote a question', retireQuestion: 'Retired a question, or asked it again',
  },
});
