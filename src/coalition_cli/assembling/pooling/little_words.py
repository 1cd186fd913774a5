"""Words that say little of what is said: they stand in any sentence of their language.

They are in the form in which words are compared, and have three letters or more: shorter words are
left out anyway.
"""

LITTLE = frozenset(
    """
    the and for are but not you all any can had her was one our out get got has him his how its
    now see too way who did let put say she use off per via yet nor lot may why two i'm i'd

    about above after again against ain't also although always among another anyone anything
    aren't around back because become been before being below between both came can't cannot come
    could couldn't did didn't does doesn't doing don't done down during each either else even ever
    every everyone everything from further gave gets getting give given gives goes going gone
    hadn't hasn't have haven't having he'll he's hence here hers herself himself however i'll i'm
    i've into isn't it'd it'll it's itself just keep kind know known knows less lest let's like
    likely made make makes making many maybe mean means might mine more most much must myself need
    needs neither never nobody none nothing once only other others ought ours ourselves over own
    quite rather really said same says saying seem seems shall she'll she's should shouldn't
    simply since some somebody someone something sometimes soon still such take taken takes taking
    tell than that that's their theirs them themselves then there there's therefore these they
    they'd they'll they're they've thing things think thinks this those though through thus till
    together told took toward towards under unless until unto upon used very want wants wasn't
    we'd we'll we're we've went were weren't what what's when where whether which while who's
    whoever whole whom whose will with within without won't would wouldn't yeah yes you'd you'll
    you're you've your yours yourself people time times good great well

    der die das und ist ein mit von zum zur den dem des als auf für bei nur man wir ihr sie aus
    vor war wie was wer hat bin ich mir uns ihm ihn sei gar mal nun

    aber alle allem allen aller alles also andere anderen auch auf aus beim bereits bevor bist
    dabei dadurch daher damit dann daran darauf darum dass davon dazu dein deine denn deren
    deshalb dessen dich diese diesem diesen dieser dieses doch dort durch eine einem einen einer
    eines einige einmal etwas euch fast ganz gegen gibt haben habe hatte hatten hier hinter ihnen
    ihre ihrem ihren ihrer immer indem jede jedem jeden jeder jedes jedoch jetzt kann keine keinen
    keiner können könnte machen macht mehr mein meine mich muss müssen nach nicht nichts noch nur
    oder ohne schon sehr sein seine seinem seinen seiner seit selbst sich sind sollte sollen
    sondern soll sowie über unser unsere unter viel viele vom wäre wann waren warum weil weiter
    welche wenn werde werden wieder wird wurde wurden zwischen

    але або вже від для про без при під над між щоб що це той ця цей їх її ми ви він бо як так тут
    там ще хай теж цих всі них нас вас має є був

    або адже але аніж був була були було буде будемо будуть будь вже весь вони воно все всього
    всіх дуже ж за зараз завжди його йому його коли кожен який яка яке які яких якщо між мене мені
    може можна можуть навіть навколо нам нами нас наш наша наше наші него неї нею них ніж них під
    після поки при про проте просто саме свій свого своє свої себе собі стати став така таке такий
    також там тобі того тоді той тому треба тут хоча хто цей цього цьому цих чим через чому щоб
    щодо якби якій якого якому
    """.split()  # noqa: SIM905 - a list of words reads no better
)
