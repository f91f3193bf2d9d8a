from dataclasses import replace
from fractions import Fraction

import pytest

from cellstats.bounds import Bound, Direction, Threshold
from cellstats.formats import Style
from cellstats.formats.sentences import sentence
from cellstats.targets import Scope, Target
from cellstats.vocabulary import packaged

BOUND = Bound(Direction.AT_LEAST, Fraction(9, 10), "90%")
TARGET = Target("t", {}, ("cells",), "rating", ("excellent", "good"), (), "rated", (BOUND,), "", Scope.UNIT, "2025")
CAP = replace(BOUND, direction=Direction.AT_MOST, text="20,5%", warn=Threshold(Fraction(18, 100), "18%"))

CAPPED = replace(TARGET, levels=("excellent",), among=("good",), base=None, bounds=(CAP,), scope=Scope.GROUP, by=None)


@pytest.mark.parametrize(
    ("target", "en", "vi"),
    [
        (
            TARGET,
            "at least 90% of rated cells good or better, each unit, by 2025",
            "ít nhất 90% chi bộ đã được đánh giá, xếp loại hoàn thành tốt nhiệm vụ trở lên, từng đơn vị, đến 2025",
        ),
        (
            replace(
                TARGET, levels=("excellent",), among=("good",), base=None, bounds=(CAP,), scope=Scope.GROUP, by=None
            ),
            "at most 20.5% of cells excellent, against those good, each group, at risk above 18%",
            (
                "không quá 20,5% chi bộ hoàn thành xuất sắc nhiệm vụ, so với số hoàn thành tốt nhiệm vụ, từng khối, "
                "có nguy cơ nếu trên 18%"
            ),
        ),
        (
            replace(
                TARGET,
                populations=("committee_members", "group_leaders"),
                measure="training",
                levels=("trained",),
                base=None,
                bounds=(replace(BOUND, text="85%", period="2024"), replace(BOUND, period="2025")),
                scope=Scope.TOGETHER,
            ),
            (
                "at least 85% for 2024, 90% for 2025 of committee members and group leaders trained "
                "(training after the congress)"
            ),
            "ít nhất 85% cho 2024, 90% cho 2025 cấp ủy viên và tổ trưởng tổ đảng đã bồi dưỡng (bồi dưỡng nghiệp vụ)",
        ),
    ],
)
def test_a_target_in_words(target: Target, en: str, vi: str) -> None:
    """Direction, bound, base, population, levels, scope, year and warning, in both languages."""
    assert sentence(target, Style(packaged())) == en
    assert sentence(target, Style(packaged(), "vi")) == vi
