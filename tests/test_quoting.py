"""What a careful reader would call quoted: cases of each rule in docs/verifying.md, both ways."""

import pytest

from coalition_cli.verifying import ArticleText, verify

RIGHT, WRONG = ("exact", "typographic"), ("altered", "missing")


def status(content: str, words: str, language: str | None = None) -> str:
    return verify(ArticleText(content, language), words, quoted=True).status


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("“[with] no proper title”", "[with] proper title", WRONG),
        ("“they could not [meet often] on it”", "could [meet…]", WRONG),
        ("“they could not [meet often] on it”", "could [meet often] on it", WRONG),
        ("“they could not [meet often] on it”", "they could not [meet often] on it", RIGHT),
        ("“he said [the plan] will not fail”", "he said [the plan] will fail", WRONG),
        ("“he said [the plan] will not fail”", "he [the plan] will not fail", WRONG),
        ("“he said ‘[the] plan’ is dead”", "he said ‘[the] plan’ is dead", RIGHT),
        ("“he said ‘[the] plan’ is dead”", "he said ‘[our] plan’ is dead", WRONG),
        ("“he said ‘the plan’ is dead”", "he said ‘[our] plan’ is dead", RIGHT),
        ("“he said ‘plan’ is dead”", "he said ‘[the] plan’ is dead", RIGHT),
        ('“he said "plan" is dead”', 'he said "[the] plan" is dead', RIGHT),
        ("“he said ‘no plan’ is dead”", "he said ‘[the] plan’ is dead", WRONG),
        ("“We agree. [W]e will go”", "We agree … [W]e will go", RIGHT),
        ("“Well, [W]e will go”", "… [W]e will go", RIGHT),
        ("“Well, [w]e will go”", "[W]e will go", RIGHT),
        ("“Well, we will go now, and [t]hey stay”", "[W]e will go … [t]hey stay", RIGHT),
        ("“we will pay nothing”", "we will pay [the bill]", WRONG),
        ("“he never said no”", "[The minister] said no", WRONG),
        ("“he said no”", "[The minister] said no", RIGHT),
        ("“we paid 500 people”", "we paid [600] people", WRONG),
        ("“we paid 500 people”", "we paid [many] people", RIGHT),
        ("“he [mayor Ann] said so”", "he [] said so", WRONG),
        ("“he (Ann) said so”", "he () said so", WRONG),
        # The text's own, kept beside another gap, left out, or beside one that stands for words:
        ("“they [don’t] like the plan”", "they [don’t] like [Ann] the plan", RIGHT),
        ("“they [don’t] like the plan”", "they [don’t] … the plan", RIGHT),
        ("“they [don’t] like the plan”", "they [don’t] … [our] plan", RIGHT),
        ("“they [don’t] like the plan”", "they […] like the plan", WRONG),
        ("“they [don’t] like the plan”", "they [do] like the plan", WRONG),
        ("“we go [soon] to town”", "we go [soon] [there]", RIGHT),
        ("“we go [soon] to that town”", "we go [soon] [into] town", RIGHT),
        ("“we go [soon] not to town”", "we go [soon] [into] town", WRONG),
        ("“we go [soon] to that town”", "we go [into] [soon] town", WRONG),
        # With a cut beside it:
        ("“[Ann] didn’t have the means”", "[Ann] … have the means", WRONG),
        ("“She didn’t have the means”", "[Ann] … have the means", WRONG),
        ("“She soon did have the means”", "[Ann] … have the means", RIGHT),
        ("“It did not rain. She had means”", "[Ann] … means", RIGHT),
        ("“She never has means”", "… [Ann] has means", WRONG),
        ("“She soon has means”", "… [Ann] has means", RIGHT),
        ("“We will not pay”", "We will … [do so]", WRONG),
        ("“We will not go [to Lund]”", "We will … [to Lund]", WRONG),
        ("“We will pay. It is not much”", "We … [do so]", RIGHT),
        ("“[Ann] did not go [to Lund]. They stay”", "[Ann] … [to Lund]. They stay", WRONG),
        ("“[Ann] soon went [to Lund]. They stay”", "[Ann] … [to Lund]. They stay", RIGHT),
        ("“[Ann] is [not] a fool”", "[Ann] … [not] a fool", RIGHT),
        ("“We paid 500 people”", "We paid … [600] people", WRONG),
        ("“We paid 500 people”", "We paid [600]", WRONG),
        ("“Then 500 came”", "[600] came", WRONG),
        # One that denies is no more than a denial:
        ("“We will go”", "We will [not] go", WRONG),
        ("“We will go”", "We will [**not**] go", WRONG),
        ("“All go”", "[Not] all go", WRONG),
        ("“We will go”", "We will go [never]", WRONG),
        ("“We will go”", "We … [did not] go", WRONG),
        ("“We will [not] go”", "We will [not] go", RIGHT),
        ("“[Not] all go”", "[Not] all go", RIGHT),
        ("“We will go”", "We [who do not mind] will go", RIGHT),
        # With a cut within it:
        ("“it is [that he will soon sell to us] true”", "it is [that … sell … us] true", RIGHT),
        ("“it is [that he will soon sell to us] true”", "it is [… to us] true", RIGHT),
        ("“it is [that he will soon sell to us] true”", "it is [that … sell] true", WRONG),
        ("“it is [that he will never sell] true”", "it is [that he will … sell] true", WRONG),
        (f"“it is [{'a ' * 300}] true”", f"it is [{'a … ' * 30}b] true", WRONG),
        ("“We paid 500 young people”", "We paid … [500] people", RIGHT),
        ("“He want[ed] peace”", "He want[ed] peace", RIGHT),
        ("“He want peace”", "He want[s] peace", RIGHT),
        ("“He wanted peace”", "He want[s] peace", WRONG),
    ],
)
def test_an_insertion_is_added_or_stands_for_what_means_the_same(
    content: str, words: str, expected: tuple[str, ...]
) -> None:
    assert status(content, words) in expected


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("“We will not pay”", "We will … pay", WRONG),
        ("“We will not pay,” he said.", "We will [...] pay", WRONG),
        ("“We don't want to pay”", "We … want to pay", WRONG),
        ("„Wir werden nicht zahlen“", "Wir werden … zahlen", WRONG),
        ("„Wir werden keine Steuern zahlen“", "Wir werden … Steuern zahlen", WRONG),
        ("« Nous ne paierons pas la facture »", "Nous … paierons … la facture", WRONG),
        ("« Nous n’avons jamais payé »", "Nous … payé", WRONG),
        ("«Nosotros no vamos a pagar»", "Nosotros … vamos a pagar", WRONG),
        ("«Noi non pagheremo»", "Noi … pagheremo", WRONG),
        ("«Nós não pagaremos»", "Nós … pagaremos", WRONG),
        ("“Wij zullen niet betalen”", "Wij zullen … betalen", WRONG),
        ("„My nigdy nie zapłacimy”", "My … zapłacimy", WRONG),
        ("«Ми не будемо платити»", "Ми … будемо платити", WRONG),
        ("«Мы не будем платить»", "Мы … будем платить", WRONG),
        ("„Noi nu vom plăti”", "Noi … vom plăti", WRONG),
        ("„Mi nem fizetünk”", "Mi … fizetünk", WRONG),
        ("„My nikdy nezaplatíme účet”", "My … účet", WRONG),
        ("“Biz asla ödemeyeceğiz bunu”", "Biz … bunu", WRONG),
        ("«نحن لن ندفع المال»", "نحن … المال", WRONG),
        ('"אנחנו לא נשלם את זה"', "אנחנו … נשלם את זה", WRONG),
        ("“我们不会付钱”", "我们…会付钱", WRONG),
        ("「私たちは払わないと言った」", "私たちは…と言った", WRONG),
        ("“우리는 돈을 내지 않을 것이다”", "우리는 돈을 … 것이다", WRONG),
        ("“Vi kommer inte att betala”", "Vi kommer … att betala", WRONG),
        ("“हम नहीं देंगे पैसा”", "हम … देंगे पैसा", WRONG),
        ("“We are unable to pay”", "We are … to pay", WRONG),
        ("„Es ist unmöglich zu zahlen“", "Es ist … zu zahlen", WRONG),
        ("« Il est impossible de payer »", "Il est … de payer", WRONG),
        ("“We will gladly pay”", "We will … pay", RIGHT),
        (
            "“We will pay,” the mayor said. “Nothing is free.”",
            "We will pay … Nothing is free",
            RIGHT,
        ),
        ("“We will go,” she said, “but not now.”", "We will go … but not now", RIGHT),
        ("“We will go,” said Mr. Smith, “but not now.”", "We will go … but not now", RIGHT),
        (
            "The mayor said “we will pay” and the baker said “for bread”.",
            "we will pay … for bread",
            WRONG,
        ),
        (
            "“We will pay,” the mayor said. The baker answered: “for bread.”",
            "we will pay … for bread",
            WRONG,
        ),
        (
            "“We will pay,” the mayor said.\n\n“For bread,” the baker said.",
            "We will pay … For bread",
            WRONG,
        ),
        (
            "“We will pay,” said A. “Maybe,” said B. “The bill is due,” said A.",
            "We will pay … The bill is due",
            WRONG,
        ),
        ("“We will pay.\n\n“The bill is due,” she said.", "We will pay … The bill is due", RIGHT),
        (
            "“We will pay.\n\n“It is long.\n\n“The bill is due,” she said.",
            "We will pay … The bill is due",
            RIGHT,
        ),
        (
            "“We will pay,” the mayor said. “For bread,” the baker said.",
            "We will pay … For bread",
            WRONG,
        ),
        (
            "“We will pay,” the mayor said. “For bread,” she added.",
            "We will pay … For bread",
            RIGHT,
        ),
        (
            "“We will pay,” the mayor said, “for bread”, and later: “No.”",
            "We will pay … for bread",
            RIGHT,
        ),
        ("“We are in the U.S. now. We go … far.”", "We are … .", RIGHT),
        # The name of a newspaper between them is no quotation:
        ("“We pay,” she told the “Sarn Post”. “For bread.”", "We pay … For bread", RIGHT),
        ("“We pay,” she told the “Sarn Post,” “for bread.”", "We pay … for bread", RIGHT),
        ("„Wir zahlen“, sagte sie der „Torpost“. „Für Brot.“", "Wir zahlen … Für Brot", RIGHT),
        ("“We pay,” she said of the “old plan”. “For bread.”", "We pay … For bread", WRONG),
        ("“We pay,” she told the “Sarn, Now”. “For bread.”", "We pay … For bread", WRONG),
        ("“We pay,” said Ann, and Bo said “Perhaps”, “for bread”.", "We pay … for bread", WRONG),
        ("“We pay,” said Ann and “Perhaps” said Bo. “For bread.”", "We pay … For bread", WRONG),
    ],
)
def test_a_cut_hides_no_denial_and_joins_no_separate_quotations(
    content: str, words: str, expected: tuple[str, ...]
) -> None:
    assert status(content, words) in expected


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("“−5 miles west”", "5 miles west", WRONG),
        ("“was -5 miles west”", "5 miles west", WRONG),
        ("“was –5 miles west”", "5 miles west", WRONG),
        ("“was –5 miles west”", "was 5 miles west", WRONG),
        ("“own 1/2 of it”", "2 of it", WRONG),
        ("“own 1/2 of it”", "own 1", WRONG),
        ("“3½ years”", "3", WRONG),
        ("“we own 3½”", "we own 3", WRONG),
        ("“at 6:30 we left”", "30 we left", WRONG),
        ("“at 6:30”", "at 6", WRONG),
        ("“in 2010–15 we”", "15 we", WRONG),
        ("“in 2010-2015”", "in 2010", WRONG),
        ("“10 – 15 percent”", "15 percent", WRONG),
        ("“1 000 000 people”", "000 people", WRONG),
        ("“1\u202f000 people”", "000 people", WRONG),
        ("“paid 1’000”", "paid 1", WRONG),
        ("“5% more”", "5", WRONG),
        ("“we grew 5 %”", "we grew 5", WRONG),
        ("“paid $5 now”", "5 now", WRONG),
        ("“paid €5”", "5", WRONG),
        ("“paid 5 €”", "paid 5", WRONG),
        ("“paid 5 million now”", "paid 5", WRONG),
        ("“5 million people”", "million people", WRONG),
        ("“the 5th man”", "the 5", WRONG),
        ("“it is 10⁷ now”", "it is 10", WRONG),
        ("“it is 10⁷ now”", "it is 107 now", WRONG),
        ("“1.5e6 grams”", "1.5", WRONG),
        ("“1.5 × 10⁷ grams”", "1.5", WRONG),
        ("“1.5 × 10⁷ grams”", "10⁷ grams", WRONG),
        ("“we need 10² carts”", "102 carts", WRONG),
        ("“x 5① y”", "x 51 y", WRONG),
        ("“3½ years”", "31/2 years", WRONG),
        ("“3½ years”", "31⁄2 years", WRONG),
        ("“COVID-19 cases”", "19 cases", WRONG),
        ("“.5 of it”", "5 of it", WRONG),
        ("“1945¹ war”", "19451 war", WRONG),
        ("“11.9.2001 war”", "2001 war", WRONG),
        ("“11/9 war”", "9 war", WRONG),
        ("“五十人”", "十人", WRONG),
        ("“3万人”", "3", WRONG),
        ("“5km away”", "5", WRONG),
        ("“–5 miles west”", "5 miles west", WRONG),
        ("“5,000 men”", "000 men", WRONG),
        ("“the £5m fund”", "5m fund", WRONG),
        ("“growth — −5 percent”", "growth — 5 percent", WRONG),
        ("“٣٫٥ كيلو”", "٥ كيلو", WRONG),
        ("“+5 miles west”", "5 miles west", WRONG),
        ("“a 5-year plan”", "a 5", WRONG),
        ("“from 10-15 men”", "from 10", WRONG),
        ("“5°C today”", "C today", WRONG),
        ("“it’s 5° today”", "it’s 5", WRONG),
        ("“scored 3:2 there”", "2 there", WRONG),
        ("“10^6 men”", "6 men", WRONG),
        ("“5×5 m”", "5 m", WRONG),
        ("“½ of it”", "2 of it", WRONG),
        ("“½ of it”", "of it 1", WRONG),
        ("“−5 miles west”", "-5 miles west", RIGHT),
        ("“−5 miles west”", "–5 miles west", RIGHT),
        ("“−5 miles west”", "−5 miles west", RIGHT),
        ("“3½ years”", "3 ½ years", RIGHT),
        ("“3½ years”", "3 1/2 years", RIGHT),
        ("“½ of it”", "1/2 of it", RIGHT),
        ("“1⁄2 of it”", "1/2 of it", RIGHT),
        ("“Henry Ⅳ came”", "Henry IV came", RIGHT),
        ("“５０ people”", "50 people", RIGHT),
        ("“in 1945¹ we”", "in 1945", RIGHT),
        ("“in 1945¹ we”", "in 1945 we", RIGHT),
        ("“the word¹ is”", "the word is", RIGHT),
        ("“the word.¹ It is”", "the word. It is", RIGHT),
        ("“H₂O is”", "H2O is", RIGHT),
        ("“5 km² big”", "5 km2 big", RIGHT),
        ("“In 2016 500 people”", "500 people", RIGHT),
        ("“In 2016 – 5 years later”", "5 years later", RIGHT),
        ("“10\xa0000 men”", "10 000 men", RIGHT),
        ("“we won 3–2, 5 times”", "5 times", RIGHT),
        ("“Then 5 left.”", "Then 5 left", RIGHT),
        ("“Then 5, 6 left.”", "6 left", RIGHT),
        ("“the word* is”", "the word is", RIGHT),
        ("“the word† is”", "the word is", RIGHT),
        ("“the word[citation needed] is”", "the word is", RIGHT),
        ("“the word [12] men”", "the word [12] men", RIGHT),
        ("“he said.[3][4] Now”", "he said. Now", RIGHT),
        ("“the word[1,2] is”", "the word is", RIGHT),
        ("“10⁷ men”", "10⁷ men", RIGHT),
        ("“10%”", "10%", RIGHT),
        ("“$5 million”", "$5 million", RIGHT),
        ("“he is 5’6 now”", "he is 5'6 now", RIGHT),
        ("“number ① is”", "number 1 is", RIGHT),
        ("“in 2001”, 5 men", "in 2001", RIGHT),
        ("“page 5 – the end”", "page 5", RIGHT),
        ("“we were 10 – all dead”", "we were 10", RIGHT),
    ],
)
def test_a_quote_begins_and_ends_where_numbers_do_and_no_form_makes_another(
    content: str, words: str, expected: tuple[str, ...]
) -> None:
    assert status(content, words) in expected


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("He said: ‘’Tis the season.’ He left.", "’Tis the season", RIGHT),
        ("‘The Smiths’ house is big,’ he said.", "The Smiths’ house is big", RIGHT),
        ("‘We were goin’ home,’ he said.", "We were goin’ home", RIGHT),
        ("'It is salt 'n' vinegar,' he said.", "It is salt 'n' vinegar", RIGHT),
        ("'Tell 'em to go,' he said.", "Tell 'em to go", RIGHT),
        ("‘The ’90s were good,’ he said.", "The ’90s were good", RIGHT),
        ("‘The workers’ rights,’ he said, ‘are gone.’", "are gone", RIGHT),
        ("‘Un po’ di pane,’ disse.", "Un po’ di pane", RIGHT),
        (
            "‘It’s James’ “big” day, not the boys’ day.’",
            "It’s James’ “big” day, not the boys’ day",
            RIGHT,
        ),
        (
            "‘The boss’s car and the boys’ bikes and the girls’ bikes are here.’",
            "the girls’ bikes are here",
            RIGHT,
        ),
        ("‘salt ‘n’ vinegar lives,’ he said", "salt ‘n’ vinegar lives", RIGHT),
        ("‘O’ my,’ he said.", "O’ my", RIGHT),
        ("‘We live in the States’ he said.", "We live in the States", RIGHT),
        ("The ‘attacks’ on the town were bad. They cost the workers’ lives.", "on the town", WRONG),
        ("The ‘attack’ on workers’ rights", "on workers", WRONG),
        ("‘Go,’ he said. The boys’ house.", "he said", WRONG),
    ],
)
def test_an_apostrophe_is_no_quotation_mark(
    content: str, words: str, expected: tuple[str, ...]
) -> None:
    assert status(content, words) in expected


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("— Ми ніколи не продамо ліс, — сказав мер. — Це наш ліс.", "Це наш ліс", RIGHT),
        ("— Ми ніколи не продамо ліс, — сказав мер. — Це наш ліс.", "сказав мер", WRONG),
        (
            "—Nunca venderemos el bosque —dijo el alcalde—. Es nuestro.",
            "Nunca venderemos el bosque",
            RIGHT,
        ),
        ("—Nunca venderemos el bosque —dijo el alcalde—. Es nuestro.", "Es nuestro", RIGHT),
        ("—Nunca venderemos el bosque —dijo el alcalde—. Es nuestro.", "dijo el alcalde", WRONG),
        ("– Nigdy nie sprzedamy lasu – powiedział burmistrz. – To nasz las.", "To nasz las", RIGHT),
        (
            "– Nigdy nie sprzedamy lasu – powiedział burmistrz. – To nasz las.",
            "powiedział burmistrz",
            WRONG,
        ),
        (
            "— Мы никогда не продадим лес, — сказал мэр. — Это наш лес.",
            "Мы никогда не продадим лес … Это наш лес",
            RIGHT,
        ),
        ("— Nous ne vendrons jamais la forêt, dit le maire.", "dit le maire", WRONG),
        ("– Vi säljer aldrig skogen, säger borgmästaren.", "Vi säljer aldrig skogen", RIGHT),
        ("– Vi säljer aldrig skogen, säger borgmästaren.", "säger borgmästaren", WRONG),
        ("— Nunca venderemos a mata — disse o prefeito.", "Nunca venderemos a mata", RIGHT),
        ("The list:\n\n- We sell the wood", "We sell the wood", WRONG),
        ("- Ми не продамо ліс, - сказав мер.", "Ми не продамо ліс", RIGHT),
        ("— Ми ніколи не продамо ліс, — сказав мер. — Це наш ліс.", "Ми … продамо ліс", WRONG),
        ("Мер сказав:\n— Ми ніколи не продамо ліс.\nВін пішов.", "Ми ніколи не продамо ліс", RIGHT),
        ("Мер сказав:\n— Ми ніколи не продамо ліс.\nВін пішов.", "Він пішов", WRONG),
    ],
)
def test_a_dash_opens_direct_speech_and_parts_off_who_spoke(
    content: str, words: str, expected: tuple[str, ...]
) -> None:
    assert status(content, words) in expected


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("“win\u200b\xad\nter fields”", "winter fields", RIGHT),
        ("“win\xad\r\n  ter fields”", "winter fields", RIGHT),
        ("“win-\r\nter fields”", "winter fields", RIGHT),
        ("“gov\u200bern\u2060ment”", "government", RIGHT),
        ("“a \u200b b”", "a b", RIGHT),
        ("“foo\u200b\nbar”", "foo bar", RIGHT),
        ("“我们\n\u3000不会”", "我们不会", RIGHT),
        ("「木\u200b\n林」", "木林", RIGHT),
        ("“เรา\nจะไป”", "เราจะไป", RIGHT),
        ("“red\u200d\nlines”", "red lines", RIGHT),
        ("“共 5 人”", "共5人", RIGHT),
        ("«говори\xad\nти правду»", "говорити правду", RIGHT),
        ("“win¬\nter fields”", "winter fields", RIGHT),
        ("“non-\nnuclear states”", "non-nuclear states", RIGHT),
        ("《好》“我们，\n不会”", "我们，不会", RIGHT),
        ("“red\u2028lines”", "red lines", RIGHT),
        ("“red\x0clines”", "red lines", RIGHT),
    ],
)
def test_what_is_not_seen_and_where_lines_break_count_for_nothing(
    content: str, words: str, expected: tuple[str, ...]
) -> None:
    assert status(content, words) in expected


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("“We will not go”", "We will **not** go", RIGHT),
        ("“We will **not** go”", "We will not go", RIGHT),
        ("“We will _not_ go, ever”", "We will not go, *ever*", RIGHT),
        ("“We will ***_not_*** go”", "We will not go", RIGHT),
        ("“We will soon go home”", "**We will … go home**", RIGHT),
        ("_“We will go,”_ she said.", "We will go", RIGHT),
        ("“We go – not now – home”", "We **go** – _not_ **now** - home", RIGHT),
        ("“We paid **600** men”", "We paid __600__ men", RIGHT),
        ("“We will [not] go”", "We will [**not**] go", RIGHT),
        ("“We will **not** go”", "We will go", WRONG),
        ("“We will **not** go”", "We will … go", WRONG),
        ("“We will go”", "We will **not** go", WRONG),
        ("“We paid 600 men”", "We paid **500** men", WRONG),
        ("“Ask @_lund now”", "Ask @lund now", WRONG),
        ("“The lund_bath file”", "The lundbath file", WRONG),
        ("“It is 2 * 3 now”", "It is 2 3 now", WRONG),
    ],
)
def test_marks_of_emphasis_around_words_are_typography(
    content: str, words: str, expected: tuple[str, ...]
) -> None:
    assert status(content, words) in expected


def test_a_quote_of_several_paragraphs_may_repeat_its_mark_as_the_text_does() -> None:
    content = "Ann spoke.\n\n“We go – now.\n\n“They stay – here,” she said."
    for mark, newline in (("“", "\n\n"), ('"', "\n\n"), ("“", "\n")):
        assert status(content, f"We go - now.{newline}{mark}They stay - here") == "typographic"
    assert status(content, "We go - now. They stay - here") == "typographic"
    assert status(content, "We go - now.\n\n“They go - here") == "altered"
