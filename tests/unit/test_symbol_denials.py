"""No picture stands bare for what is not so: in both languages, for key words and for every word."""

import pytest

from accessibility import symbols

# Which senses each sentence says are not so, or must not be shown; all other pictures in it may be bare.
ENGLISH = [
    ("You will not see Dad.", "see"),
    ("You won't see Dad.", "see"),
    ("You’ll never see Dad at school.", "see"),
    ("You can't live with Mum now.", "live_with"),
    ("You cannot visit Nan.", "visit"),
    ("Mum didnt visit you.", "visit"),
    ("Dad hasn't been to visit you.", "visit"),
    ("Nobody will argue.", "argue"),
    ("No one wants to hurt you.", "hurt want"),
    ("Nothing will change at school.", "change"),
    ("None of your friends are worried.", "worried"),
    ("There is no meeting this week.", "meeting"),
    ("There are no visits.", "visit"),
    ("Mum is no longer ill.", "ill"),
    ("You are not allowed to play outside.", "play"),
    ("You can go without being afraid.", "scared"),
    ("Without help Mum gets tired.", "help"),
    ("You can see Mum without Dad.", "dad"),
    ("Dad refuses to talk.", "talk"),
    ("Dad refused to come to the meeting.", "come"),
    ("Mum failed to visit.", "visit"),
    ("Mum is unable to look after you.", "look_after"),
    ("Mum is too ill to look after you.", "look_after"),
    ("You were too sad to play.", "play"),
    ("Neither Mum nor Dad can visit.", "visit"),
    ("The visit was cancelled.", "visit"),
    ("The meeting is cancelled.", "meeting"),
    ("The meeting was called off.", "meeting"),
    ("Visits with your dad have stopped.", "visit"),
    ("Visits will stop.", "visit"),
    ("You will live with Nan instead of Mum.", "mum"),
    ("Everyone except Dad can come to the meeting.", "dad"),
    ("Dad lacks support.", "help"),
    ("You rarely see Nan.", "see"),
    ("You hardly ever play.", "play"),
    ("Sioned told Dad not to shout.", "argue"),
    ("The court has decided you should not go home.", "go_home"),
    ("The judge said no visits.", "visit"),
    ("Please do not worry.", "worried"),
    ("Don't be afraid to ask.", "scared"),
    ("He denied hurting you.", "hurt"),
    ("Contact with Dad is banned.", ""),
    ("You do not like loud noise.", "like loud"),
    ("It isn't safe at home.", "safe"),
    ("You are happy, not sad.", "sad"),
    ("You don't want to live with Dad or visit him.", "want live_with visit"),
    ("Mum is not well.", "good well"),
    ("Not everyone agrees.", "agree"),
]
WELSH = [
    ("Fyddi di ddim yn gweld Dad.", "see"),
    ("Ni fyddi di'n gweld Dad.", "see"),
    ("Weli di byth Dad yn yr ysgol.", "see"),
    ("Chei di ddim byw gyda Mam nawr.", "live_with"),
    ("Does dim cyfarfod yr wythnos hon.", "meeting"),
    ("Nid oes ymweliad heddiw.", "visit"),
    ("Does neb eisiau dy frifo di.", "hurt want"),
    ("Does neb yn drist.", "sad"),
    ("Fydd dim byd yn newid.", "change"),
    ("Dydy Mam ddim yn sâl mwyach.", "ill"),
    ("Dydy Dad erioed wedi dy frifo di.", "hurt"),
    ("Dwyt ti byth yn chwarae.", "play"),
    ("Heb help mae Mam yn blino.", "help"),
    ("Rwyt ti'n gallu gweld Mam heb Dad.", "dad"),
    ("Mae Dad yn gwrthod siarad.", "talk"),
    ("Gwrthododd Dad siarad.", "talk"),
    ("Mae Mam wedi methu ymweld.", "visit"),
    ("Mae Mam yn rhy sâl i ofalu amdanat ti.", "look_after"),
    ("Roeddet ti'n rhy drist i chwarae.", "play"),
    ("Paid â phoeni.", "worried"),
    ("Peidiwch â phoeni.", "worried"),
    ("Dywedodd Sioned wrth Dad i beidio â gweiddi.", "argue"),
    ("Mae'r llys wedi dweud wrthot ti am beidio â mynd adref.", "go_home"),
    ("Mae'r ymweliad wedi cael ei ganslo.", "visit"),
    ("Mae'r ymweliadau â Dad wedi stopio.", "visit"),
    ("Byddi di'n byw gyda Nain yn hytrach na Mam.", "mum"),
    ("Byddi di'n aros gyda Nain yn lle mynd adref.", "go_home"),
    ("Mae pawb heblaw Dad yn dod i'r cyfarfod.", "dad"),
    ("Nid Mam na Dad.", "mum dad"),
    ("Rwyt ti'n hapus, nid yn drist.", "sad"),
    ("Dydy hi ddim yn ddiogel gartref.", "safe"),
    ("Dydy'r barnwr ddim yn cytuno.", "agree"),
    ("Nid yw'n hoffi sŵn.", "like loud"),
    ("Nac oes, does dim ymweliad.", "visit"),
    ("Fyddan nhw ddim yn dadlau.", "argue"),
    ("Doeddet ti ddim yn gallu cysgu.", "sleep"),
    ("Does dim angen i ti boeni.", "worried need"),
    ("Dyw Mam ddim yn dda.", "good"),
    ("Smo Dad yn byw gyda ni.", "live_with"),
]
DENIALS = [*(("en", *one) for one in ENGLISH), *(("cy", *one) for one in WELSH)]


@pytest.mark.parametrize("mode", ["key", "every"])
@pytest.mark.parametrize(("language", "text", "denied"), DENIALS)
def test_what_is_not_so_never_stands_bare(language, text, denied, mode):
    marks = getattr(symbols.matched(text, language), mode)
    bare = {mark.sense for mark in marks if not mark.negated}
    assert bare.isdisjoint(denied.split())


@pytest.mark.parametrize(("language", "text", "denied"), [one for one in DENIALS if one[2]])
def test_what_is_not_so_is_shown_with_not_before_it(language, text, denied):
    """Or by a picture of its own for "not safe" and the like; silence would be safe, but would tell nothing."""
    marks = symbols.matched(text, language).every
    shown = {mark.sense for mark in marks if mark.negated} | {mark.sense.removeprefix("not_") for mark in marks}
    assert not shown.isdisjoint(denied.split())


@pytest.mark.parametrize(
    ("language", "text", "bare"),
    [
        ("en", "You cannot wait to see Dad.", "see dad"),
        ("en", "You will live with Nan for ever.", "live_with grandmother"),
        ("en", "Mum is not only happy.", "happy"),
        ("en", "You would rather see Dad.", "see dad"),
        ("en", "Dad stopped hurting you.", "stop hurt"),
        ("en", "You are too kind, and you want to play.", "kind want play"),
        ("cy", "Byddi di'n byw gyda Nain am byth.", "live_with grandmother"),
        ("cy", "Dim ond Mam sy'n ymweld.", "mum visit"),
        ("cy", "Mae gen ti fwy na thri ffrind.", "friend"),
        ("cy", "Rydyn ni'n ymweld.", "we visit"),
        ("cy", "Mae Dad wedi stopio gweiddi.", "dad stop argue"),
    ],
)
def test_a_word_that_only_looks_like_a_denial_denies_nothing(language, text, bare):
    marks = symbols.matched(text, language).every
    assert set(bare.split()) <= {mark.sense for mark in marks if not mark.negated}
    assert not any(mark.negated for mark in marks)


@pytest.mark.parametrize(("language", "text", "denied"), DENIALS)
def test_every_word_holds_all_that_the_key_words_hold(language, text, denied):
    found = symbols.matched(text, language)
    every = {(mark.start, mark.end, mark.sense, mark.negated) for mark in found.every}
    assert {(mark.start, mark.end, mark.sense, mark.negated) for mark in found.key} <= every


def test_every_word_shows_a_word_as_often_as_it_is_said():
    found = symbols.matched("You talk to Mum, and Mum and Nan talk to you.", "en")
    assert [mark.sense for mark in found.every] == ["you", "talk", "mum", "mum", "grandmother", "talk", "you"]
    assert len(found.key) < len(found.every)


@pytest.mark.parametrize(
    ("language", "text", "bare"),
    [
        ("cy", "Cest ti siarad â gweithiwr heb neb arall yno.", "talk worker"),
        ("en", "You talked with a worker, without anybody else there.", "talk worker"),
        ("cy", "Mae Mam yn siarad heb weiddi.", "mum talk"),
    ],
)
def test_what_stands_before_without_is_so(language, text, bare):
    marks = symbols.matched(text, language).every
    assert set(bare.split()) <= {mark.sense for mark in marks if not mark.negated}


@pytest.mark.parametrize(("text", "sense"), [("Siaradon ni â Nain.", "talk"), ("Gorffennon ni'r cynllun.", "finish")])
def test_a_welsh_past_that_the_lemma_tables_lack_is_known_by_its_ending(text, sense):
    [found] = [mark for mark in symbols.matched(text, "cy").every if mark.sense == sense]
    assert found.time == "in_past"
