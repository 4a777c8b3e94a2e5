import type { LanguageCode } from '../../shared/domain';

/** What the synthetic witnesses say, in each listed language; the voice is espeak-ng's. */
export const TESTIMONY: readonly { readonly language: LanguageCode; readonly voice: string; readonly sentences: readonly string[] }[] = [
  { language: 'hr', voice: 'hr', sentences: ['Ujutro smo stigli u logor, a onda su nas odveli do rijeke.', 'Vidio sam dva čovjeka kako stoje pored kamiona i čekaju.', 'Nisam znao što će se dogoditi.', 'Moj brat je otišao s njima i više ga nikada nisam vidio.'] },
  { language: 'bs', voice: 'bs', sentences: ['Bilo nas je dvadeset i pet u toj sobi, bez vode i hljeba.', 'Komandir je došao naveče i rekao da nas petorica idemo s njim.', 'Čuo sam kako se vrata zatvaraju.'] },
  { language: 'sr', voice: 'sr', sentences: ['Imajući u vidu da smo ujutro stigli u selo, smatrali smo da je most slobodan.', 'Војници су већ чекали поред реке, а ми то нисмо знали.', 'Posle toga niko više nije govorio.'] },
  { language: 'cnr', voice: 'sr', sentences: ['Ujutro smo došli na granicu i čekali do mraka.', 'Sjećam se da je jedan vojnik pitao za moje ime.'] },
  { language: 'sq', voice: 'sq', sentences: ['Arritëm në mëngjes në kamp dhe pastaj na çuan te lumi.', 'Pashë dy burra që prisnin pranë kamionit, por askush nuk foli.'] },
  { language: 'mk', voice: 'mk', sentences: ['Утрото стигнавме во логорот и потоа нè однесоа до реката.', 'Видов двајца луѓе како стојат покрај камионот и чекаат.'] },
  { language: 'bg', voice: 'bg', sentences: ['Сутринта пристигнахме в лагера и след това ни отведоха до реката.', 'Видях двама мъже, които чакаха до камиона.'] },
  { language: 'sl', voice: 'sl', sentences: ['Zjutraj smo prispeli v taborišče in potem so nas odpeljali do reke.', 'Videl sem dva moška, ki sta čakala ob tovornjaku.'] },
  { language: 'ro', voice: 'ro', sentences: ['Dimineața am ajuns în lagăr și apoi ne-au dus la râu.', 'Am văzut doi bărbați care așteptau lângă camion.'] },
  { language: 'el', voice: 'el', sentences: ['Το πρωί φτάσαμε στο στρατόπεδο και μετά μας πήγαν στο ποτάμι.', 'Είδα δύο άντρες να περιμένουν δίπλα στο φορτηγό.'] },
  { language: 'tr', voice: 'tr', sentences: ['Sabah kampa vardık ve sonra bizi nehre götürdüler.', 'Kamyonun yanında bekleyen iki adam gördüm.'] },
  { language: 'en', voice: 'en', sentences: ['In the morning we arrived at the camp and then they took us to the river.', 'I saw two men standing near the truck and waiting.', 'I did not know what would happen after that.', 'My brother went with them and I never saw him again.'] },
  { language: 'de', voice: 'de', sentences: ['Am Morgen kamen wir im Lager an und dann brachten sie uns zum Fluss.', 'Ich sah zwei Männer, die neben dem Lastwagen warteten.'] },
  { language: 'ar', voice: 'ar', sentences: ['وصلنا في الصباح إلى المعسكر ثم أخذونا إلى النهر.', 'رأيت رجلين ينتظران بجانب الشاحنة.'] },
  { language: 'ru', voice: 'ru', sentences: ['Утром мы прибыли в лагерь, а потом нас отвели к реке.', 'Я видел двух мужчин, которые ждали возле грузовика.'] },
];
