import type { threadPanelTexts as English } from '../thread-panel.ts'

/** ما يقال في سلسلة وفي قائمة السلاسل. */
export const threadPanelTexts: typeof English = {
  thread: 'سلسلة',
  noReplies: 'لا ردود بعد. أول رد يبدأ سلسلة.',
  timeline: (room) => `سلسلة في ${room}`,
  close: 'أغلق السلسلة',
  back: 'العودة إلى الغرفة',
  follow: 'تابع هذه السلسلة',
  unfollow: 'أوقف متابعة هذه السلسلة',
  followed: 'تتابع هذه السلسلة.',
  unfollowed: 'لم تعد تتابع هذه السلسلة.',
  composer: 'رد في السلسلة',
  placeholder: 'رد…',
  alsoInRoom: 'أرسلها أيضاً إلى {0}',
  nothingFollowed: 'تظهر هنا السلاسل التي تبدؤها أو ترد فيها أو تتابعها.',
  nothingFollowedHow: 'رد على رسالة في سلسلة لتبقى غرفتها هادئة.',
  more: 'المزيد من السلاسل',
  lead: 'السلاسل التي تتابعها: الجديد أولاً.',
  in: 'في {0}',
}
