"""Names of months and days of the week in languages that much is checked in.

A name stands for a month only if it is the same one in all of them: `listopada` is November in
Polish and October in Croatian, so it is in no list.
"""

# The months from January on, a list for each language; in Slavic ones as dates decline them.
# A month may have several names, and one that is left out is `-`.
_MONTHS = (
    # English, with its abbreviations
    "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug"
    " september|sept|sep october|oct november|nov december|dec",
    # French, German, Spanish, Italian, Portuguese
    "janvier|janv février|fevrier|févr mars avril|avr mai juin juillet|juil août|aout"
    " septembre octobre novembre décembre|decembre|déc",
    "januar|jänner februar|feber märz|maerz april mai juni juli august september oktober|okt"
    " november dezember|dez",
    "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre"
    " noviembre diciembre|dic",
    "gennaio|genn febbraio|febbr marzo aprile maggio giugno luglio agosto settembre|sett ottobre"
    " novembre dicembre",
    "janeiro fevereiro março|marco abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
    # Dutch, Swedish, Danish and Norwegian, Finnish
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts|mars april maj|mai juni juli august september oktober november"
    " december|desember",
    "tammikuuta|tammikuu helmikuuta|helmikuu maaliskuuta|maaliskuu huhtikuuta|huhtikuu"
    " toukokuuta|toukokuu kesäkuuta|kesäkuu heinäkuuta|heinäkuu elokuuta|elokuu syyskuuta|syyskuu"
    " lokakuuta|lokakuu marraskuuta|marraskuu joulukuuta|joulukuu",
    # Polish, Ukrainian, Russian
    "stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja|maj czerwca|czerwiec"
    " lipca|lipiec sierpnia|sierpień września|wrzesień października|październik - grudnia|grudzień",
    "січня|січень лютого|лютий березня|березень квітня|квітень травня|травень червня|червень"
    " липня|липень серпня|серпень вересня|вересень жовтня|жовтень листопада|листопад"
    " грудня|грудень",
    "января|январь февраля|февраль марта|март апреля|апрель мая|май июня|июнь июля|июль"
    " августа|август сентября|сентябрь октября|октябрь ноября|ноябрь декабря|декабрь",
    # Turkish, Indonesian
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "januari februari maret april mei juni juli agustus september oktober november desember",
)
MONTHS = {
    name: number
    for months in _MONTHS
    for number, names in enumerate(months.split(), 1)
    for name in names.split("|")
}
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
    " sat sun lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch"
    " donnerstag freitag samstag sonnabend sonntag lunes martes miércoles jueves viernes sábado"
    " domingo lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag"
    " donderdag vrijdag zaterdag zondag segunda terça quarta quinta sexta feira"
)
WEEKDAYS = frozenset(_WEEKDAYS.split())
