"""Words with which a page speaks to its readers, and not of the news.

A language is added by its phrases: how such texts begin, and the words that they consist of.
"""

# How texts begin that are no part of an article, in small letters; the next sign is no letter. One
# with a question mark decides only about what is no whole sentence, or leads elsewhere.
OPENINGS = {
    "advertisement": """
        story continues below; story continues after; article continues below;
        article continues after; content continues below; post continues below;
        continue reading below?; sponsored content?; paid content?; affiliate links
        """,
    "read also": """
        read also?; read more?; read next?; read on?; read:; also read?; also on?; see also?;
        see more?; watch also?; watch more?; listen also?; more on?; more from?; more about?;
        more stories?; more news?; more coverage?; related?; related stories?;
        related articles?; related news?; recommended?; don't miss?; trending?; most read?;
        most popular?; up next?; you may like?; you may also like?; you might like?;
        you might also like?; learn more?; find out more?; explore more?;
        in case you missed it?; читайте також?; читайте ще?; читайте также?; читать также?;
        дивіться також?; смотрите также?; слухайте також?; по темі?; по теме?; більше новин?;
        більше про?; матеріали по темі?; новини за темою?; lesen sie auch?; lesen sie mehr?;
        lesen sie hier?; lesen sie dazu?; mehr zum thema?; mehr dazu?; auch interessant?;
        zum thema?; mehr lesen?; das könnte sie auch interessieren?; lire aussi?; à lire aussi?;
        à lire?; a lire?; voir aussi?; sur le même sujet?; lea también?; lee también?;
        te puede interesar?; más información?; leia também?; leia mais?; leggi anche?;
        czytaj też?; czytaj także?; czytaj więcej?; zobacz też?; zobacz także?; lees ook?;
        läs också?; läs mer?; les også?; les mer?; læs også?
        """,
    "newsletter box": """
        sign up for?; sign up here?; sign up to?; sign up now?; subscribe to our;
        subscribe to the?; subscribe here?; subscribe now?; subscribe today?; get our;
        get the latest?; get breaking news?; join our?; join us on?; follow us?; follow our?;
        follow the conversation?; support our?; support independent?; donate?; click here to;
        click here for?; tap here to?; download our; download the app?; listen to this article?;
        listen to article?; підписуйтесь; підпишіться; підписуйтеся; підписатися?;
        слідкуйте за?; стежте за?; приєднуйтесь?; подписывайтесь; подпишитесь; abonnieren sie;
        jetzt abonnieren; melden sie sich?; folgen sie uns?; hier geht es zum newsletter;
        hier können sie den newsletter?; abonnez-vous?; inscrivez-vous?; suscríbete?; síguenos?
        """,
    "share buttons": """
        share this; share on?; share via?; share with?; share article?; share full article;
        share story; view comments; artikel teilen; beitrag teilen; teilen sie; partager sur;
        compartir en; поділитися; поділитись; поделиться
        """,
    "cookie banner": """
        we use cookies; we and our partners; this website uses cookies; this site uses cookies;
        our website uses cookies; our site uses cookies; by continuing to?; by clicking?;
        by using this?; ми використовуємо; мы используем; wir verwenden cookies;
        wir nutzen cookies; diese website verwendet; diese webseite verwendet;
        diese seite verwendet; nous utilisons; utilizamos cookies
        """,
    "paywall": """
        subscribe to continue; subscribe to read; subscribe to keep; subscribe to unlock;
        register to continue; register to read; log in to continue; log in to read;
        sign in to continue; sign in to read; sign up to read; sign up to continue;
        create a free account; create an account to; to continue reading?; to keep reading?;
        to read the full?; to read the rest?; to read this?; to read more?;
        continue reading with; continue reading for; this article is for subscribers;
        this story is for subscribers; this content is for; this post is for;
        this article is only available; this article is available to; this article is exclusive;
        this article is reserved; already a subscriber; already a member?;
        already have an account; already subscribed; not a subscriber?; you have reached?;
        you've reached?; you have read?; you've read your; you have used?; unlock this?;
        unlock the full; keep reading for?; keep reading by?; start your free trial;
        subscribe for?; become a subscriber?; become a member?; subscriber-only;
        subscribers only?; premium content?; jetzt weiterlesen; weiterlesen mit;
        weiterlesen nach; dieser artikel ist für; dieser artikel ist nur;
        sie sind bereits abonnent; jetzt kostenlos testen; exklusiv für abonnenten;
        nur für abonnenten; ця стаття доступна; щоб читати; щоб прочитати; оформіть передплату;
        тільки для передплатників; cet article est réservé; la suite est réservée;
        il vous reste; este artículo es exclusivo
        """,
    "caption": """
        photo by?; photo:; photos:; photo credit; photograph:; photographs:; foto:; fotos:;
        фото:; image:; images:; image credit; image source; picture:; pictured:; bild:; bilder:;
        credit:; illustration:; ілюстрація:; video:; відео:; file photo?; getty images?;
        shutterstock?; ілюстративне фото; скріншот; screenshot:; graphic:; grafik:
        """,
    "byline": """
        reporting by?; additional reporting by?; edited by?; written by?; compiled by?;
        our standards:; reading time?; lesezeit?; lesedauer?; час читання?;
        estimated reading time?; read time?; автор:; author:; autor:; author's bio?; журналіст:;
        текст:; text:; words by?; words:; von unserem?
        """,
    "date line": """
        published?; updated?; posted?; last updated?; last modified?; first published?;
        created?; modified?; date:; issued on?; veröffentlicht?; aktualisiert?;
        zuletzt aktualisiert?; erstellt?; stand:; опубліковано?; оновлено?; опубликовано?;
        обновлено?; publié?; mis à jour?; publicado?; actualizado?; pubblicato?; opublikowano?
        """,
    "legal notice": """
        ©; all rights reserved; alle rechte vorbehalten; усі права захищені; все права защищены;
        this material may not be published; tous droits réservés; todos los derechos reservados
        """,
    "script notice": """
        please enable javascript; enable javascript; turn on javascript;
        you need to enable javascript; activate javascript; javascript is?; javascript must be?;
        your browser does not; your browser is; your browser doesn't;
        bitte aktivieren sie javascript; this video is not available?; this browser?
        """,
    "navigation": """
        skip to?; jump to?; back to top?; go to top?; go to homepage?; view all?; view gallery?;
        show more?; show less?; show comments?; load more?; leave a comment?; leave a reply?;
        view this post on?; image 1 of?; 1 of?; page 1 of?; see all?; back to?
        """,
}
# Texts of few such words alone are no part of an article: buttons, and names of places to share.
ALONE = {
    "advertisement": """
        advertisement advertising ad ads anzeige werbung реклама publicité publicidad pubblicità
        reklama advertentie sponsored promoted - feedback
        """,
    "share buttons": """
        share shares tweet tweets post email e-mail mail print save copy link copied facebook
        twitter x whatsapp telegram linkedin reddit pinterest viber messenger instagram threads
        bluesky flipboard pocket sms more comment comments like likes teilen drucken merken
        kommentare друк надрукувати поділитися коментарі копіювати partager imprimer compartir
        imprimir condividi udostępnij gift this article on via to
        """,
    "navigation": """
        home menu search close next previous prev back play pause watch listen live gallery
        login log in sign up subscribe register toggle navigation loading expand collapse
        startseite menü suche головна меню пошук accueil
        """,
}
