import { isolated } from '../isolated.ts'
import type { commandTexts as English } from '../commands.ts'

/** الأوامر التي تُكتب في مربع الرسالة. */
export const commandTexts: typeof English = {
  commands: {
    me: { hint: 'يلوّح', about: 'قل ما تفعله' },
    shrug: { hint: 'نص', about: 'قل إنك لا تعرف' },
    topic: { hint: 'نص', about: 'حدد موضوع هذه الغرفة' },
    invite: { hint: '@شخص', about: 'أضف أحداً إلى هذه الغرفة' },
    join: { hint: '#غرفة', about: 'انضم إلى غرفة واذهب إليها' },
    msg: { hint: '@شخص نص', about: 'اكتب إلى أحد وحده' },
    away: { hint: '', about: 'اظهر غائباً، أو عُد' },
    status: { hint: 'نص', about: 'قل ما يشغلك' },
    search: { hint: 'كلمات', about: 'ابحث في الرسائل، وهنا إن لم تذكر كلمات' },
    remind: { hint: 'بعد 20 دقيقة', about: 'تُذكَّر بآخر رسالة هنا' },
    mute: { hint: '', about: 'اكتم هذه الغرفة، أو أسمعها' },
    leave: { hint: '', about: 'غادر هذه الغرفة' },
    help: { hint: '', about: 'اعرض كل الاختصارات والأوامر' },
  },
  noCommand: (name) => `لا يوجد أمر ${isolated(`/${name}`)}. ابدأ بـ // لتقوله كما هو.`,
  needs: (name, hint) => `هذا الأمر يحتاج إلى المزيد: ${isolated(`/${name} ${hint}`)}`,
  takesLess: (name) => `لا يأتي بعد ${isolated(`/${name}`)} شيء. ابدأ بـ // لتقوله كما هو.`,
  noRoom: (name) => `لا توجد غرفة ${isolated(name)} تستطيع الانضمام إليها.`,
  leavePrivate: 'هذه الغرفة خاصة: لا تعود إليها إلا إذا أضافك أحد. أرسله مرة أخرى لتغادر.',
  notLater: 'لا يُرسل أمر لاحقاً.',
  isIn: (name) => `${isolated(name)} في هذه الغرفة من قبل.`,
  added: (name) => `أُضيف ${isolated(name)} إلى هذه الغرفة.`,
  muted: 'كُتمت هذه الغرفة.',
  unmuted: 'لم تعد هذه الغرفة مكتومة.',
}
