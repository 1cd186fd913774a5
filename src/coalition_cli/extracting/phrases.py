"""Words with which a page speaks to its readers, and not of the news.

A language is added by its phrases: how such texts begin, and the words that they consist of.
"""

import re
from collections import defaultdict

# How texts begin that are no part of an article, in small letters; the next sign is no letter.
_OPENINGS = {
    "advertisement": """
        story continues below; story continues after; article continues below; article continues after;
        content continues below; post continues below; continue reading below; sponsored content;
        paid content; affiliate links
        """,
    "read also": """
        read also; read more; read next; read on; read:; also read; also on; see also; see more; watch also;
        watch more; listen also; more on; more from; more about; more stories; more news; more coverage;
        related; related stories; related articles; related news; recommended; don't miss; trending;
        most read; most popular; up next; you may like; you may also like; you might like;
        you might also like; learn more; find out more; explore more; in case you missed it;
        читайте також; читайте ще; читайте также; читать также; дивіться також; смотрите также; слухайте також;
        по темі; по теме; більше новин; більше про; матеріали по темі; новини за темою;
        lesen sie auch; lesen sie mehr; lesen sie hier; lesen sie dazu; mehr zum thema; mehr dazu;
        auch interessant; zum thema; mehr lesen; das könnte sie auch interessieren;
        lire aussi; à lire aussi; à lire; a lire; voir aussi; sur le même sujet;
        lea también; lee también; te puede interesar; más información; leia também; leia mais;
        leggi anche; czytaj też; czytaj także; czytaj więcej; zobacz też; zobacz także;
        lees ook; läs också; läs mer; les også; les mer; læs også
        """,
    "newsletter box": """
        sign up for; sign up here; sign up to; sign up now; subscribe to our; subscribe to the; subscribe here;
        subscribe now; subscribe today; get our; get the latest; get breaking news; join our; join us on; follow us;
        follow our; follow the conversation; support our; support independent; donate; click here to; click here for;
        tap here to; download our; download the app; listen to this article; listen to article;
        підписуйтесь; підпишіться; підписуйтеся; підписатися; слідкуйте за; стежте за; приєднуйтесь;
        подписывайтесь; подпишитесь;
        abonnieren sie; jetzt abonnieren; melden sie sich; folgen sie uns; hier geht es zum newsletter;
        hier können sie den newsletter; abonnez-vous; inscrivez-vous; suscríbete; síguenos
        """,
    "share buttons": """
        share this; share on; share via; share with; share article; share full article; share story; view comments;
        artikel teilen; beitrag teilen; teilen sie; partager sur; compartir en; поділитися; поділитись; поделиться
        """,
    "cookie banner": """
        we use cookies; we and our partners; this website uses cookies; this site uses cookies;
        our website uses cookies; our site uses cookies; by continuing to; by clicking; by using this;
        ми використовуємо; мы используем; wir verwenden cookies; wir nutzen cookies; diese website verwendet;
        diese webseite verwendet; diese seite verwendet; nous utilisons; utilizamos cookies
        """,
    "paywall": """
        subscribe to continue; subscribe to read; subscribe to keep; subscribe to unlock; register to continue;
        register to read; log in to continue; log in to read; sign in to continue; sign in to read;
        sign up to read; sign up to continue; create a free account; create an account to; to continue reading;
        to keep reading; to read the full; to read the rest; to read this; to read more; continue reading with;
        continue reading for; this article is for subscribers; this story is for subscribers;
        this content is for; this post is for; this article is only available; this article is available to;
        this article is exclusive; this article is reserved; already a subscriber; already a member;
        already have an account; already subscribed; not a subscriber; you have reached; you've reached;
        you have read; you've read your; you have used; unlock this; unlock the full; keep reading for; keep reading by;
        start your free trial; subscriber-only; subscribers only; premium content;
        jetzt weiterlesen; weiterlesen mit; weiterlesen nach; dieser artikel ist für; dieser artikel ist nur;
        sie sind bereits abonnent; jetzt kostenlos testen; exklusiv für abonnenten; nur für abonnenten;
        ця стаття доступна; щоб читати; щоб прочитати; оформіть передплату; тільки для передплатників;
        cet article est réservé; la suite est réservée; il vous reste; este artículo es exclusivo
        """,
    "caption": """
        photo by; photo:; photos:; photo credit; photograph:; photographs:; foto:; fotos:; фото:; image:; images:;
        image credit; image source; picture:; pictured:; bild:; bilder:; credit:; illustration:; ілюстрація:; video:;
        відео:; file photo; getty images; shutterstock; ілюстративне фото; скріншот; screenshot:; graphic:; grafik:
        """,
    "byline": """
        reporting by; additional reporting by; edited by; written by; compiled by; our standards:; reading time;
        lesezeit; lesedauer; час читання; estimated reading time; read time; автор:; author:; autor:; author's bio;
        журналіст:; текст:; text:; words by; words:; von unserem
        """,
    "date line": """
        published; updated; posted; last updated; last modified; first published; created; modified; date:; issued on;
        veröffentlicht; aktualisiert; zuletzt aktualisiert; erstellt; stand:; опубліковано; оновлено;
        опубликовано; обновлено; publié; mis à jour; publicado; actualizado; pubblicato; opublikowano
        """,
    "legal notice": """
        ©; copyright; all rights reserved; alle rechte vorbehalten; усі права захищені; все права защищены;
        this material may not be published; tous droits réservés; todos los derechos reservados
        """,
    "script notice": """
        please enable javascript; enable javascript; turn on javascript; you need to enable javascript; activate javascript;
        javascript is; javascript must be; your browser does not; your browser is; your browser doesn't;
        bitte aktivieren sie javascript; this video is not available; this browser
        """,
    "navigation": """
        skip to; jump to; back to top; go to top; go to homepage; view all; view gallery; show more; show less; show comments;
        load more; leave a comment; leave a reply; view this post on; image 1 of; 1 of; page 1 of; see all; back to
        """,
}
# Texts of few such words alone are no part of an article: buttons, and the names of places to share.
_ALONE = {
    "advertisement": """
        advertisement advertising ad ads anzeige werbung реклама publicité publicidad pubblicità reklama advertentie
        sponsored promoted - feedback
        """,
    "share buttons": """
        share shares tweet tweets post email e-mail mail print save copy link copied facebook twitter x whatsapp
        telegram linkedin reddit pinterest viber messenger instagram threads bluesky flipboard pocket sms more
        comment comments like likes teilen drucken merken kommentare друк надрукувати поділитися коментарі копіювати
        partager imprimer compartir imprimir condividi udostępnij gift this article on via to
        """,
    "navigation": """
        home menu search close next previous prev back play pause watch listen live gallery login log in sign up subscribe
        register toggle navigation loading expand collapse startseite menü suche головна меню пошук accueil
        """,
}
# Texts that such an opening decides about only if they are no whole sentence, or lead elsewhere.
_DOUBTFUL = {
    "read also",
    "newsletter box",
    "navigation",
    "caption",
    "byline",
    "date line",
    "paywall",
}
_LONGEST = 240  # characters: what is longer speaks of something
_LONGEST_DATE = 80
_ENDING = re.compile(r"[.!?…。！？।][\"'”’“»«)\]]*$")
_NAMES = r"[A-ZÀ-ÞА-ЯІЇЄҐŁŚŻČŠŽ][\w.’'-]*(?:[\s,&/|]+(?:(?:and|und|et|та|і|de|van|von|der|bin|al)\s+)*[A-ZÀ-ÞА-ЯІЇЄҐŁŚŻČŠŽ][\w.’'-]*){0,9}"
_BYLINE = re.compile(
    rf"(?:[–—-]{{0,2}}\s*)(?:by|BY|By|Von|von|VON|Par|Por|Av)\s+{_NAMES}(?:\s*[|,·•–—-].{{0,80}})?$"
)
_CREDIT = re.compile(
    r"\((?:[\w\s-]{0,20}\s)?(?:photo|foto|фото|image|picture|bild|archive?|file)\b[^()]{0,80}\)\W*$"
    r"|[(/|,–—-]\s*(?:getty(?:\s+images)?|reuters|afp|ap|ap\s+photo|epa|dpa|pa|shutterstock|unian|ukrinform|imago"
    r"|associated\s+press|the\s+associated\s+press)(?:\s*[/-][\w\s/.-]{0,30})?\)?\W*$",
    re.IGNORECASE,
)
# Words of a line that says nothing but when, by their first three letters, and whole ones.
_DATES = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "mär",
        "mai",
        "okt",
        "dez",
        "die",
        "mit",
        "don",
        "sam",
        "son",
        "січ",
        "лют",
        "бер",
        "кві",
        "тра",
        "чер",
        "лип",
        "сер",
        "вер",
        "жов",
        "лис",
        "гру",
        "пон",
        "вів",
        "чет",
        "пят",
        "суб",
        "нед",
        "янв",
        "фев",
        "мар",
        "апр",
        "мая",
        "июн",
        "июл",
        "авг",
        "сен",
        "окт",
        "ноя",
        "дек",
    ]
)
_OF_DATES = frozenset(
    [
        "am",
        "pm",
        "a",
        "p",
        "m",
        "at",
        "on",
        "um",
        "uhr",
        "utc",
        "gmt",
        "est",
        "edt",
        "et",
        "bst",
        "cet",
        "eet",
        "st",
        "nd",
        "rd",
        "th",
        "о",
        "об",
        "року",
        "р",
        "г",
        "ago",
        "hours",
        "hour",
        "minutes",
        "minute",
        "min",
        "mins",
        "days",
        "day",
        "h",
        "le",
        "à",
        "de",
        "the",
        "read",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


def _by_first_word() -> dict[str, list[tuple[str, str]]]:
    """Return the openings by their first words, each with the reason."""
    found = defaultdict(list)
    for why, phrases in _OPENINGS.items():
        for phrase in phrases.split(";"):
            words = " ".join(phrase.split())
            found[_first_word(words)].append((words, why))
    return found


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].rstrip(":") if text else ""


_BY_FIRST_WORD = _by_first_word()
_ALONE_WORDS = {why: frozenset(words.split()) for why, words in _ALONE.items()}


def said_in(text: str, *, leads: bool) -> str:
    """Return what a text is by its words if it is no part of an article; else nothing.

    `leads` says whether it leads elsewhere: some of it is a link.
    """
    if len(text) > _LONGEST:
        return ""
    small = text.replace("’", "'").casefold().lstrip('-–—•*►▶>|[("“ ')
    is_sentence = not leads and ends_sentence(text)
    for phrase, why in _BY_FIRST_WORD.get(_first_word(small), ()):
        follows = small[len(phrase) : len(phrase) + 1]
        begins = small.startswith(phrase) and not (follows.isalnum() and phrase[-1].isalnum())
        if begins and not (is_sentence and why in _DOUBTFUL):
            return why
    return _alone(small) or _of_form(text, is_sentence=is_sentence)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _ENDING.search(text) is not None


def is_byline(text: str) -> bool:
    """Whether a text says by whom it is."""
    return _BYLINE.match(text) is not None


def _alone(small: str) -> str:
    words = [word.strip(".,:;|/()+•·") for word in small.split()]
    words = [word for word in words if word and not word.isdecimal()]
    if not words:
        return "no words"
    if len(words) > 12:
        return ""
    return next((why for why, known in _ALONE_WORDS.items() if known.issuperset(words)), "")


def _of_form(text: str, *, is_sentence: bool) -> str:
    """Return what a text is by its form: who wrote it, when, or whose picture it is."""
    if len(text) < _LONGEST_DATE and _is_date(text):
        return "date line"
    if is_sentence:
        return ""
    if _BYLINE.match(text):
        return "byline"
    return "caption" if _CREDIT.search(text[-120:]) else ""


def _is_date(text: str) -> bool:
    words = [word.casefold().replace("’", "").replace("'", "") for word in _WORD.findall(text)]
    return any(sign.isdecimal() for sign in text) and all(
        word[:3] in _DATES or word in _OF_DATES for word in words
    )
