import type { clientTexts as English } from '../client.ts'

/** ما تقوله الصفحة الحية من نفسها. */
export const clientTexts: typeof English = {
  copied: 'تم نسخ الرابط.',
  allRead: 'كل الغرف مقروءة.',
  undo: 'تراجع',
  textCopied: 'تم نسخ النص.',
  tooLong: (most) => `هذا أطول من ${most} حرف.`,
  notStored: 'تعذّر على هذا المتصفح حفظ الرسالة. ما زالت هنا.',
  unreachable: 'لا يمكن الوصول إلى الخادم. ما كتبته ما زال هنا؛ حاول مجدداً.',
  noAnswer: 'أجاب الخادم بما لا يُفهم. حاول مجدداً.',
  nothingKept: 'هذا المتصفح لا يحفظ شيئاً: ما لم يُرسل يضيع عند إغلاق الصفحة.',
}
