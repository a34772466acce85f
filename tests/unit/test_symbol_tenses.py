"""Pictures in time: a marker where something was or will be, and none where the words leave it open."""

import pytest

from accessibility import symbols

# "<" before a sense: it was; ">": it will be; "-": it is denied. The second text is for key words.
ENGLISH = [
    ("You will not see Dad.", ">-see dad"),
    ("You'll see Dad.", ">see dad"),
    ("Will you see Dad?", ">see dad"),
    ("Dad won't visit on Saturday.", "dad >-visit"),
    ("The meeting will be on Wednesday 4 November 2026.", "meeting >date"),
    ("Mum is going to help you.", "mum >help you"),
    ("You are going to see Nan tomorrow.", ">go grandmother tomorrow"),
    ("You will be told about the plan.", "you >say plan"),
    ("You will be able to see Mum.", "you >see mum"),
    ("You will have to move to a new school.", "you >move_on school"),
    ("Hannah will ask about swimming by 12 June 2026.", ">ask swim date"),
    ("The judge did not agree with the plan.", "judge <not_agree plan"),
    ("Did you like the party?", "<like party"),
    ("You used to live with Dad.", "you <live_with dad"),
    ("You had to move to a new school.", "you <move_on school"),
    ("You did not have to move to a new school.", "you <-move_on school"),
    ("Sioned visited you and talked to Mum.", "<visit <talk mum"),
    ("Mum has never hurt you.", "mum <-hurt"),
    ("The plan was agreed on 4 March 2024.", "plan <agree date"),
    ("You have been told about the plan.", "you <say plan"),
    ("Mum was crying.", "mum <cry"),
    ("Dad shouted and hurt you.", "dad <argue"),
    ("You were happy at school.", "<happy school"),
]
WELSH = [
    ("Fyddi di ddim yn gweld Dad.", ">-see dad"),
    ("Bydd Hannah yn gofyn am nofio erbyn 12 Mehefin 2026.", ">ask swim date"),
    ("Byddi di'n gallu gweld Mam.", ">see mum"),
    ("Byddwn ni'n cwrdd ddydd Gwener 4 Rhagfyr 2026.", "we >meet date"),
    ("Bydd rhaid i ti symud i ysgol newydd.", "you >move_on school"),
    ("Ni fydd y barnwr yn siarad â ti.", "judge >-talk you"),
    ("Roeddet ti'n byw gyda Dad.", "<live_with dad"),
    ("Doedd y barnwr ddim yn cytuno â'r cynllun.", "judge <not_agree plan"),
    ("Rwyt ti wedi symud i ysgol newydd.", "you <move_on school"),
    ("Dydy'r llys ddim wedi penderfynu eto.", "court <-decide"),
    ("Dywedaist ti dy fod ti'n hoffi nofio.", "<say like swim"),
    ("Dywedon ni y byddi di'n nofio.", "<say we >swim"),
    ("Gofynnodd y gweithiwr cymdeithasol am dy ffrindiau.", "<ask social_worker friend"),
    ("Penderfynwyd ar y cynllun ar 4 Mawrth 2024.", "<decide plan date"),
    ("Gwnaeth y nyrs dy gynllun asthma ar 27 Ionawr 2026.", "nurse <plan date"),
    ("Dyw'r rhan hon ddim wedi'i hysgrifennu eto.", "<-write"),
    ("Ni chafodd y plant fynd i'r ysgol.", "child <-go school"),
    ("Ddywedaist ti ddim ie.", "<-say -yes"),
]
# In these it is open, or it is now, whatever the words look like.
OPEN = [
    ("en", "If you wanted to see Dad, tell us."),
    ("en", "You would like to visit Nan."),
    ("en", "You may want to see Mum."),
    ("en", "Overnight stays are paused."),
    ("en", "The plan is agreed by everyone."),
    ("en", "Children looked after by the council have rights."),
    ("en", "Planned visits help you."),
    ("en", "You are worried about school."),
    ("en", "You need help."),
    ("en", "You are going to school."),
    ("en", "Read the letter, and put it in your bag."),
    ("en", "Will is your friend."),
    ("en", "Sioned was going to do this by Friday 13 March 2026."),
    ("cy", "Pan fyddi di'n drist, siarada gyda Nain."),
    ("cy", "Os byddi di eisiau help, gofyn i Sioned."),
    ("cy", "Byddwn i'n hoffi gweld Mam."),
    ("cy", "Cei di weld Mam."),
    ("cy", "Sioned oedd i wneud hyn erbyn dydd Gwener 13 Mawrth 2026."),
    ("cy", "Mae Mam wedi blino."),
    ("cy", "Mae dy athrawon yn hapus."),
    ("cy", "Rwyt ti'n hoffi chwarae gyda dy ffrindiau."),
    ("cy", "Am hanner awr wedi tri rwyt ti'n nofio."),
]
TIMES = {"in_past": "<", "in_future": ">", "": ""}


def told(marks):
    return " ".join(TIMES[mark.time] + ("-" if mark.negated else "") + mark.sense for mark in marks)


@pytest.mark.parametrize(
    ("language", "text", "wanted"), [*(("en", *one) for one in ENGLISH), *(("cy", *one) for one in WELSH)]
)
def test_what_was_and_what_will_be_is_marked(language, text, wanted):
    assert told(symbols.match(text, language)) == wanted


@pytest.mark.parametrize(("language", "text"), OPEN)
def test_nothing_is_marked_where_the_words_leave_it_open(language, text):
    found = symbols.matched(text, language)
    assert found.every
    assert [mark for mark in (*found.key, *found.every) if mark.time or mark.sense in ("in_past", "in_future")] == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Mum will be at the meeting.", "mum in_future meeting"),
        ("en", "You were happy at school.", "you in_past happy school"),
        ("cy", "Bydd y cyfarfod ar 4 Tachwedd 2026.", "in_future meeting date"),
        ("cy", "Aeth Mam i'r llys.", "in_past mum court"),
    ],
)
def test_among_every_word_the_one_that_says_when_has_its_marker_in_spoken_order(language, text, wanted):
    assert told(symbols.matched(text, language).every) == wanted


def test_the_date_of_what_will_be_is_not_left_out_for_want_of_room():
    text = "Mum, Dad, Nan and Sioned will talk about school on 4 November 2026."
    assert told(symbols.match(text, "en")).split()[-1] == "date"
