/**
 * What synthetic witnesses say where minutes are heard at once: enough of it that nobody has to repeat himself, so that a repetition
 * in what was recognised is the recogniser's. Serbian comes in both scripts.
 */
export const LONG_TESTIMONY = {
  en: [
    'In the morning we arrived at the camp and then they took us to the river.', 'I saw two men standing near the truck and waiting.', 'I did not know what would happen after that.',
    'My brother went with them and I never saw him again.', 'There were twenty five of us in that room, without water or bread.', 'The commander came in the evening and read five names from a list.',
    'Somebody behind me began to cry very quietly.', 'They asked me where my father was, and I said that he was dead.', 'The soldiers wore green uniforms and had no badges.', 'We walked through the forest for three nights.',
    'An old woman gave us apples and told us to be careful.', 'The bridge was already destroyed when we reached it.', 'I heard the door close and then nothing for a long time.', 'My uncle worked in the factory until the war began.',
    'On the second floor they kept the prisoners from our village.', 'Later I learned that the bus had never come back.', 'He had a scar on his left hand, that is how I knew him.', 'We buried them behind the school, next to the old wall.',
    'The doctor could not help him because there was no medicine.', 'When the snow melted, people found their clothes.', 'I still have the letter that he wrote in the prison.', 'Nobody spoke about it for more than ten years.',
    'The children slept on the floor and the women sat against the wall.', 'I would recognise his voice even today.',
  ],
  hr: [
    'Ujutro smo stigli u logor, a onda su nas odveli do rijeke.', 'Vidio sam dva čovjeka kako stoje pored kamiona i čekaju.', 'Nisam znao što će se dogoditi.', 'Moj brat je otišao s njima i više ga nikada nisam vidio.',
    'Bilo nas je dvadeset pet u toj sobi, bez vode i kruha.', 'Zapovjednik je došao navečer i pročitao pet imena s popisa.', 'Netko iza mene počeo je tiho plakati.', 'Pitali su me gdje je moj otac, a ja sam rekao da je mrtav.',
    'Vojnici su nosili zelene odore i nisu imali oznake.', 'Tri noći hodali smo kroz šumu.', 'Stara žena dala nam je jabuke i rekla da budemo oprezni.', 'Most je već bio srušen kada smo došli do njega.',
    'Čuo sam kako se vrata zatvaraju, a zatim dugo ništa.', 'Stric je radio u tvornici sve dok nije počeo rat.', 'Na drugom katu držali su zarobljenike iz našeg sela.', 'Kasnije sam saznao da se autobus nikada nije vratio.',
    'Imao je ožiljak na lijevoj ruci, po tome sam ga prepoznao.', 'Pokopali smo ih iza škole, pokraj starog zida.', 'Liječnik mu nije mogao pomoći jer nije bilo lijekova.', 'Kada se snijeg otopio, ljudi su našli njihovu odjeću.',
    'Još uvijek čuvam pismo koje je napisao u zatvoru.', 'Više od deset godina nitko o tome nije govorio.', 'Djeca su spavala na podu, a žene su sjedile uza zid.', 'Njegov bih glas prepoznao i danas.',
  ],
  bs: [
    'Bilo nas je dvadeset i pet u toj sobi, bez vode i hljeba.', 'Komandir je došao naveče i rekao da nas petorica idemo s njim.', 'Čuo sam kako se vrata zatvaraju, a onda dugo ništa.', 'Ujutro smo stigli u logor, a poslije su nas odveli do rijeke.',
    'Vidio sam dvojicu kako stoje pored kamiona i čekaju.', 'Nisam znao šta će se desiti.', 'Moj brat je otišao s njima i više ga nikad nisam vidio.', 'Neko iza mene počeo je tiho da plače.',
    'Pitali su me gdje mi je otac, a ja sam rekao da je mrtav.', 'Vojnici su nosili zelene uniforme i nisu imali oznake.', 'Tri noći smo išli kroz šumu.', 'Jedna nana nam je dala jabuka i rekla da se pazimo.',
    'Most je već bio srušen kad smo došli do njega.', 'Amidža je radio u fabrici sve dok nije počeo rat.', 'Na drugom spratu držali su zarobljenike iz našeg sela.', 'Kasnije sam saznao da se autobus nikad nije vratio.',
    'Imao je ožiljak na lijevoj ruci, po tome sam ga poznao.', 'Ukopali smo ih iza škole, pored starog zida.', 'Doktor mu nije mogao pomoći jer nije bilo lijekova.', 'Kad se snijeg otopio, ljudi su našli njihovu odjeću.',
    'Još čuvam pismo koje je napisao u zatvoru.', 'Više od deset godina niko o tome nije pričao.', 'Djeca su spavala na podu, a žene su sjedile uza zid.', 'Njegov glas bih prepoznao i danas.',
  ],
  sr: [
    'Imajući u vidu da smo ujutro stigli u selo, smatrali smo da je most slobodan.', 'Војници су већ чекали поред реке, а ми то нисмо знали.', 'Posle toga niko više nije govorio.', 'Видео сам двојицу како стоје поред камиона и чекају.',
    'Nisam znao šta će se desiti.', 'Мој брат је отишао с њима и више га никада нисам видео.', 'Bilo nas je dvadeset pet u toj sobi, bez vode i hleba.', 'Командант је дошао увече и прочитао пет имена са списка.',
    'Neko iza mene počeo je tiho da plače.', 'Питали су ме где ми је отац, а ја сам рекао да је мртав.', 'Tri noći smo išli kroz šumu.', 'Једна старица нам је дала јабуке и рекла да се чувамо.',
    'Čuo sam kako se vrata zatvaraju, a onda dugo ništa.', 'Стриц је радио у фабрици све док није почео рат.', 'Na drugom spratu držali su zarobljenike iz našeg sela.', 'Касније сам сазнао да се аутобус никада није вратио.',
    'Imao je ožiljak na levoj ruci, po tome sam ga prepoznao.', 'Сахранили смо их иза школе, поред старог зида.', 'Lekar nije mogao da mu pomogne jer nije bilo lekova.', 'Када се снег отопио, људи су нашли њихову одећу.',
    'Još uvek čuvam pismo koje je napisao u zatvoru.', 'Више од десет година нико о томе није причао.', 'Deca su spavala na podu, a žene su sedele uza zid.', 'Његов глас бих препознао и данас.',
  ],
  sq: [
    'Arritëm në mëngjes në kamp dhe pastaj na çuan te lumi.', 'Pashë dy burra që prisnin pranë kamionit, por askush nuk foli.', 'Nuk e dija çfarë do të ndodhte.', 'Vëllai im shkoi me ta dhe nuk e pashë më kurrë.',
    'Ishim njëzet e pesë veta në atë dhomë, pa ujë dhe pa bukë.', 'Komandanti erdhi në mbrëmje dhe lexoi pesë emra nga lista.', 'Dikush pas meje filloi të qante me zë të ulët.', 'Më pyetën ku ishte babai im dhe unë thashë se kishte vdekur.',
    'Ushtarët kishin uniforma të gjelbra dhe nuk mbanin shenja.', 'Tri netë ecëm nëpër pyll.', 'Një plakë na dha mollë dhe na tha të kishim kujdes.', 'Ura ishte shembur kur arritëm atje.',
    'Dëgjova derën që u mbyll dhe pastaj asgjë për një kohë të gjatë.', 'Xhaxhai punonte në fabrikë derisa filloi lufta.', 'Në katin e dytë mbanin të burgosurit nga fshati ynë.', 'Më vonë mësova se autobusi nuk u kthye kurrë.',
    'Kishte një shenjë në dorën e majtë, prandaj e njoha.', 'I varrosëm prapa shkollës, pranë murit të vjetër.', 'Mjeku nuk mund ta ndihmonte sepse nuk kishte ilaçe.', 'Kur u shkri bora, njerëzit gjetën rrobat e tyre.',
    'E ruaj ende letrën që shkroi në burg.', 'Për më shumë se dhjetë vjet askush nuk foli për këtë.', 'Fëmijët flinin në dysheme, kurse gratë rrinin pranë murit.', 'Zërin e tij do ta njihja edhe sot.',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type LongLanguage = keyof typeof LONG_TESTIMONY;
