import { defineText } from '../../shared/i18n.ts';

export const lessonText = defineText({
  zh: {
    steps: '一步一步来', safety: '小心这几点', finished: '这一节学完了', left: '再学 {seconds} 秒就算学完', leftMinutes: '再学 {minutes} 分钟就算学完', done: '学了 {percent}%', paused: '离开页面不计时，回来接着算', skip: '跳过去的不算，缺的补看就行', nextLesson: '下一节', toModule: '回到这一课', toQuiz: '去做小测', moduleDone: '这一课学完了！', watched: '看过的部分',
    offline: '没有网也能学。学了 {minutes} 分钟还没传，有网自动传。', unsent: '有 {seconds} 秒还没传上去', sending: '记录先存在手机里，不会丢', again: '再传一次', speed: '快慢', normal: '正常', faster: '快一点', videoBroken: '视频放不出来，看下面的文字也一样', videoAgain: '重新打开视频', noVideo: '这节的视频要有网才能看，文字在下面', play: '接着看', seconds: '{count} 秒', minutes: '{count} 分钟', picture: '配图',
    video: '视频', text: '文字', lessons: '{count} 节', state_new: '没开始', state_started: '学了 {percent}%', state_finished: '学完了', quiz: '小测', quizLead: '10 道题，看看记住没有', neededFor: '这些证书要学它：{kinds}', notWorker: '报名以后再学，会记下您的进度',
    study: '学习', classes: '线下班和直播', classesNote: '报班、课表、床位、互助小组', path: '为您排的课', pathEmpty: '都学完了，真棒', reckoned: '因为：{words}', all: '全部课程', core: '四门必修', common: '做人做事', specialty: '专项', own: '本校课程', progress: '{done} / {all} 节', until: '约 {minutes} 分钟', coreLeft: '必修还差 {count} 门', coreDone: '四门必修都学完了，可以考试了', toExam: '去考试',
  },
  en: {
    steps: 'Step by step', safety: 'Mind these', finished: 'This lesson is finished', left: '{seconds} s more and it is finished', leftMinutes: '{minutes} min more and it is finished', done: '{percent}% done', paused: 'Time away from the page does not count', skip: 'Skipped parts do not count; watch what is missing', nextLesson: 'Next lesson', toModule: 'Back to the module', toQuiz: 'To the quiz', moduleDone: 'The module is finished!', watched: 'What you have watched',
    offline: 'You can learn without a network. {minutes} min are not sent yet and go out by themselves.', unsent: '{seconds} s are not sent yet', sending: 'Kept on this phone, nothing is lost', again: 'Send again', speed: 'Speed', normal: 'Normal', faster: 'Faster', videoBroken: 'The video does not play; the words below say the same', videoAgain: 'Open the video again', noVideo: 'The video needs a network; the words are below', play: 'Go on', seconds: '{count} s', minutes: '{count} min', picture: 'Picture',
    video: 'Video', text: 'Text', lessons: '{count} lessons', state_new: 'Not begun', state_started: '{percent}% done', state_finished: 'Finished', quiz: 'Quiz', quizLead: '10 questions to see what has stayed', neededFor: 'Asked for by: {kinds}', notWorker: 'Apply first, then your progress is kept',
    study: 'Learn', classes: 'Classes and live lessons', classesNote: 'Seats, timetable, bed, groups', path: 'Picked for you', pathEmpty: 'All learned, well done', reckoned: 'Because: {words}', all: 'All modules', core: 'The four everybody learns', common: 'How to work with people', specialty: 'Specialties', own: 'Of this school', progress: '{done} of {all} lessons', until: 'about {minutes} min', coreLeft: '{count} of the four left', coreDone: 'All four are finished: you may sit the exam', toExam: 'To the exam',
  },
});
