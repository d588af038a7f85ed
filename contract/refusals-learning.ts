const r = (status: number, zh: string, en: string) => ({ status, zh, en });

/** Refusals of modules, lessons, videos and of what is said to have been watched. */
export const learningRefusals = {
  'learning.module_unknown': r(404, '没有这个培训模块', 'No such module'),
  'learning.module_taken': r(409, '已经有代码为 {code} 的模块，请换一个', 'There is a module {code} already; choose another code'),
  'learning.module_needed': r(409, '发证要用到这个模块，不能关闭', 'A certificate asks for this module: it cannot be closed'),
  'learning.lesson_unknown': r(404, '没有这一课，可能已经下架', 'No such lesson; it may have been taken out'),
  'learning.lesson_unopened': r(409, '请先打开这一课再学', 'Open the lesson first'),
  'learning.lesson_retired': r(409, '这一课已经下架，不能再改', 'This lesson was taken out and cannot be changed'),
  'learning.beat_wrong': r(422, '学习记录不对：{whyZh}', 'This record of watching is not right: {whyEn}'),
  'learning.beat_too_fast': r(409, '学得比时间还快，没有记上；请按正常速度学，{seconds} 秒后再试', 'Faster than time passes: it was not counted. Learn at an ordinary pace and try again in {seconds} seconds'),
  'learning.draft_missing': r(409, '没有改过的内容，先编辑再操作', 'There is no draft; edit the lesson first'),
  'learning.draft_incomplete': r(422, '还不能发布：{whyZh}', 'It cannot be published yet: {whyEn}'),
  'learning.video_unknown': r(404, '没有这个视频', 'No such video'),
  'learning.video_used': r(409, '有 {count} 个版本的课在用这个视频，不能删', '{count} versions of lessons have this video; it cannot be thrown away'),
  'learning.video_long': r(422, '视频有 {seconds} 秒，一课最多 {max} 秒，请剪成几段', 'The video runs {seconds} seconds, a lesson at most {max}; cut it in pieces'),
  'learning.video_large': r(413, '视频太大，最大 {limit}', 'The video is too large; at most {limit}'),
  'learning.video_wrong': r(422, '这个视频用不了：{whyZh}', 'This video cannot be used: {whyEn}'),
  'learning.video_cut': r(400, '上传中断了，没有保存，请重新上传', 'The upload was cut off and nothing was kept; upload it again'),
  'learning.video_pass_over': r(403, '播放地址已过期，请重新打开这一课', 'The address has expired; open the lesson again'),
  'learning.captions_wrong': r(422, '字幕第 {line} 行不对：{whyZh}', 'Line {line} of the captions is not right: {whyEn}'),
  'learning.captions_alone': r(422, '先放视频再放字幕', 'Captions need a video'),
} as const;
