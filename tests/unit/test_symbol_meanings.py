"""Words that mean several things: the picture comes where the phrase decides it, and otherwise none does."""

import pytest

from accessibility import symbols

ENGLISH = [
    ("who", "Who will see this?", "A child lives with someone who is not close family."),
    ("what", "What happens next?", "Choose from what is on the page."),
    ("where", "Where will you live?", "You can say where you live."),
    ("right", "This is right.", "You have the right to an advocate."),
    ("wrong", "That is not right.", "You have rights."),
    ("leave", "You may leave the room.", "You left your coat."),
    ("leaving_care", "She helps you when you leave care.", "Take care when you leave."),
    ("rest", "You may have a rest.", "Show them the rest."),
    ("hand", "Wave your hands.", "A worker hands it over."),
    ("case_record", "You can see your records.", "Keep a record of it."),
    ("run", "You like running.", "She runs the review meetings."),
    ("form", "Fill in the form.", "Drawing is a form of talking."),
    ("type", "You can type it.", "What type of help is it?"),
    ("close", "The office is closed.", "Nan lives close to school."),
    ("march", "We meet again next March.", "They march in the street."),
    ("may", "We meet again next May.", "You may bring a friend."),
    ("placement", "Your placement is going well.", "The judge made a placement order."),
    ("for_ever", "A new family for ever.", "A family for you."),
    ("fall", "You fell over.", "The plan fell through."),
    ("take_part", "You can take part.", "A part of the plan."),
    ("seizure", "You had a seizure.", "The plan does not fit."),
    ("looked_after", "You are looked after by the council.", "Nan looked after you."),
    ("drugs", "She does not take drugs.", "The nurse gives you medicine."),
    ("court_hearing", "The court hearing is soon.", "You wear a hearing aid."),
    ("train_station", "The train station is near.", "They train to be nurses."),
]
WELSH = [
    ("who", "Pwy sy'n gallu gweld hyn?", "Rhywun pwy bynnag."),
    ("what", "Beth sy'n digwydd nesaf?", "Dewis o beth sydd ar y dudalen."),
    ("where", "Ble mae'r cyfarfod?", "Mae lle i ti."),
    ("rain", "Mae hi'n bwrw glaw.", "Mae'r llaw yn brifo."),
    ("hit", "Mae Tom yn dy fwrw di.", "Mae hi'n bwrw eira."),
    ("leg", "Mae dy goes di'n brifo.", "Oes angen help arnat ti?"),
    ("fair", "Mae hynny'n deg, mae'n bris teg.", "Rwyt ti'n ddeg oed."),
    ("easy", "Mae'n hawdd.", "Dogfen hawdd ei deall."),
    ("march", "Ym mis Mawrth mae'r cyfarfod.", "Ddydd Mawrth mae'r cyfarfod."),
    ("may", "Ym mis Mai mae'r gwyliau.", "Dywedodd mai ti oedd yno."),
    ("july", "Ym mis Gorffennaf.", "Gorffennaf i wedyn."),
    ("october", "Ym mis Hydref.", "Mae'r hydref yn oer."),
    ("autumn", "Mae'r hydref yn oer.", "Ym mis Hydref."),
    ("beach", "Rwyt ti'n hoffi'r môr.", "Mae mor dda."),
    ("for_ever", "Teulu newydd am byth.", "Dwyt ti byth yn gweld Mam."),
    ("again", "Gofynna unwaith eto.", "Does dim cynllun eto."),
    ("relative", "Mae dy berthnasau yn dod.", "Mae'r berthynas yn dda."),
    ("leaving_care", "Mae hi'n helpu pobl sy'n gadael gofal.", "Mae gofal da yma."),
    ("looked_after", "Plentyn sy'n derbyn gofal.", "Mae Nain yn gofalu amdanat ti."),
    ("placement", "Mae dy leoliad yn dda.", "Pwyswch i weld lleoliad y swyddfa."),
    ("seizure", "Cest ti ffitiau.", "Rwyt ti'n ffit ac yn iach."),
    ("safeguarding", "Mae'n gweithio ym maes diogelu.", "Dyna rwyd ddiogelwch."),
]

# Welsh words that look like a form of another, or are one of another word's: the picture that each must not have.
ALIKE = [
    ("park", "Gwna farc yma.", "Rwyt ti'n mynd i'r parc."),
    ("love", "Mae'r rhan hon yn araf. Cer yn ôl.", "Mae Mam yn dy garu di."),
    ("lonely", "Yr unig un yw hwn. Yn unig.", "Rwyt ti'n teimlo'n unig."),
    ("cry", "Mae'n hwyl gyda dy riant.", "Mae hi'n crio."),
    ("sleep", "Mae'r corff yn ysgwyd.", "Rwyt ti'n cysgu."),
    ("bathroom", "Mae'r ddau yr un fath.", "Mae bath yn yr ystafell."),
    ("bicycle", "Siarada â'r meic.", "Mae gen ti feic newydd."),
    ("complaint", "Mae'r wal yn wyn, nid gwyn.", "Mae'r gŵyn yma."),
    ("engine", "Peiriant sylwodd ar y geiriau.", "Rwyt ti'n hoffi peiriannau."),
    ("bad", "Fydd pethau ddim yn waeth.", "Mae'n ddrwg iawn."),
    ("buy", "Mae'r bryn yn uchel.", "Mae hi'n prynu bwyd."),
    ("garden", "Mae'r lle yn hardd.", "Mae'r ardd yn fawr."),
    ("try", "Mae'r cais yn y swyddfa.", "Rwyt ti'n ceisio."),
    ("no", "Mae'n well na'r disgwyl.", "Na."),
    ("wait", "Mae'n well na'r disgwyl.", "Rwyt ti'n disgwyl am y bws."),
    ("remember", "Mae gofid arni.", "Rwyt ti'n cofio."),
    ("dentist", "Mae'r nant yn oer.", "Mae dy ddannedd yn lân."),
]


def found(text: str, language: str) -> list[str]:
    return [mark.sense for mark in symbols.matched(text, language).every]


@pytest.mark.parametrize(
    ("language", "sense", "right", "wrong"), [("en", *one) for one in ENGLISH] + [("cy", *one) for one in WELSH]
)
def test_the_phrase_decides_the_picture(language: str, sense: str, right: str, wrong: str) -> None:
    assert sense in found(right, language)
    assert sense not in found(wrong, language)


@pytest.mark.parametrize(("sense", "alike", "meant"), ALIKE)
def test_a_welsh_word_that_looks_like_another_has_not_its_picture(sense: str, alike: str, meant: str) -> None:
    assert sense not in found(alike, "cy")
    assert sense in found(meant, "cy")
