/**
 * What a guesser who knows the region tries first, and no English list holds: its names, places and
 * teams, commonest first, without diacritics. Single words only; several of them together are judged as several.
 */
export const REGIONAL_WORDS: readonly string[] = [
  'lozinka', 'sifra', 'tajna', 'parola', 'fjalekalimi', 'jugoslavija', 'yugoslavia', 'srbija', 'hrvatska', 'bosna', 'hercegovina', 'kosovo', 'kosova', 'crnagora', 'makedonija',
  'slovenija', 'shqiperia', 'albania', 'bulgaria', 'balgaria', 'balkan', 'beograd', 'zagreb', 'sarajevo', 'pristina', 'prishtina', 'prizren', 'skopje', 'podgorica', 'ljubljana',
  'tirana', 'sofija', 'sofia', 'mostar', 'banjaluka', 'tuzla', 'zenica', 'srebrenica', 'vukovar', 'split', 'rijeka', 'osijek', 'zadar', 'dubrovnik', 'novisad', 'nis', 'kragujevac',
  'subotica', 'novipazar', 'sandzak', 'vojvodina', 'dalmacija', 'istra', 'mitrovica', 'peja', 'gjakova', 'ferizaj', 'tetovo', 'kumanovo', 'ohrid', 'bitola', 'bihac', 'foca',
  'visegrad', 'gorazde', 'kotor', 'budva', 'bar', 'niksic', 'drina', 'sava', 'dunav', 'vardar', 'neretva', 'jadran', 'zvezda', 'crvena', 'crvenazvezda', 'partizan', 'hajduk', 'dinamo',
  'zeljeznicar', 'velez', 'delije', 'grobari', 'torcida', 'ljubav', 'volim', 'volimte', 'srce', 'sunce', 'mama', 'tata', 'majka', 'otac', 'brat', 'sestra', 'zivot', 'sloboda',
  'smrt', 'narod', 'domovina', 'bog', 'allah', 'hrvat', 'srbin', 'bosnjak', 'albanac', 'shqiptar', 'marko', 'nikola', 'stefan', 'luka', 'milos', 'jovan', 'petar', 'pavle', 'ivan',
  'josip', 'ante', 'ivica', 'tomislav', 'dragan', 'zoran', 'goran', 'milan', 'slobodan', 'radovan', 'ratko', 'amir', 'adnan', 'emir', 'haris', 'mirza', 'senad', 'mehmed', 'muhamed',
  'ahmed', 'arben', 'agron', 'besnik', 'ilir', 'dardan', 'ana', 'marija', 'jelena', 'milica', 'ivana', 'jovana', 'dragana', 'snezana', 'vesna', 'amina', 'lejla', 'selma', 'fatima',
  'merjem', 'emina', 'arta', 'teuta', 'vjosa', 'petrovic', 'jovanovic', 'nikolic', 'markovic', 'horvat', 'kovacevic', 'babic', 'maric', 'hodzic', 'hadzic', 'begic', 'krasniqi',
  'gashi', 'berisha', 'januar', 'februar', 'mart', 'april', 'maj', 'juni', 'juli', 'avgust', 'septembar', 'oktobar', 'novembar', 'decembar', 'sijecanj', 'veljaca', 'ozujak', 'travanj',
  'svibanj', 'lipanj', 'srpanj', 'kolovoz', 'rujan', 'listopad', 'studeni', 'prosinac', 'ponedjeljak', 'ponedeljak', 'utorak', 'srijeda', 'sreda', 'cetvrtak', 'petak', 'subota', 'nedjelja', 'nedelja',
  'intervju', 'svjedok', 'svedok', 'zatvor', 'istina', 'zapis', 'snimak', 'razgovor',
];
