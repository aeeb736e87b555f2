import type { previewTexts as English } from '../preview.ts'

/** ما يقال حيث يرى المرء كيف ستبدو رسالته. */
export const previewTexts: typeof English = {
  nothing: 'يظهر هنا ما تكتبه كما سيراه الآخرون.',
  command: 'هذا أمر: يُنفَّذ ولا يُقال شيء.',
}
