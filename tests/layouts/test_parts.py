"""What must add up in one row: levels = rated, all = exempt + not rated + rated, eligible = not rated + rated."""

import pytest

import cellstats
from tests.conftest import LEVELS, TITLE, Book, told

COLUMNS = {
    "all": "Tổng số",
    "exempt": "Được miễn",
    "eligible": "Thuộc diện đánh giá",
    "not_rated": "Chưa xếp loại",
    "rated": "Số được xếp loại",
}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        # the levels add up to 10
        ({"all": 10}, []),
        ({"all": 12}, ["remainder B3"]),
        ({"all": 9}, ["parts-against-total B3"]),
        ({"rated": 10}, []),
        ({"rated": 12}, ["parts-against-total B3"]),
        ({"rated": 9}, ["parts-against-total B3"]),
        ({"eligible": 10}, []),
        ({"eligible": 12}, ["remainder B3"]),
        ({"eligible": 9}, ["parts-against-total B3"]),
        ({"all": 15, "exempt": 5}, []),
        ({"all": 15, "exempt": 4}, ["remainder B3"]),
        ({"all": 15, "exempt": 6}, ["parts-against-total B3"]),
        ({"all": 15, "not_rated": 5}, []),
        ({"all": 15, "not_rated": 4}, ["remainder B3"]),
        ({"all": 15, "not_rated": 6}, ["parts-against-total B3"]),
        ({"all": 18, "exempt": 3, "not_rated": 5}, []),
        ({"all": 18, "exempt": 4, "not_rated": 5}, ["parts-against-total B3"]),
        ({"all": 18, "exempt": 2, "not_rated": 5}, ["remainder B3"]),
        # all = exempt + not rated + rated
        ({"all": 12, "rated": 10}, []),
        ({"all": 9, "rated": 10}, ["rated-exceed-all C3"]),
        ({"all": 15, "exempt": 5, "rated": 10}, []),
        ({"all": 15, "exempt": 4, "rated": 10}, ["bases-remainder B3"]),
        ({"all": 15, "exempt": 6, "rated": 10}, ["rated-exceed-all D3"]),
        ({"all": 15, "not_rated": 5, "rated": 10}, []),
        ({"all": 15, "not_rated": 4, "rated": 10}, ["bases-remainder B3"]),
        ({"all": 15, "not_rated": 6, "rated": 10}, ["rated-exceed-all D3"]),
        ({"all": 18, "exempt": 3, "not_rated": 5, "rated": 10}, []),
        ({"all": 18, "exempt": 3, "not_rated": 4, "rated": 10}, ["bases-remainder B3"]),
        ({"all": 18, "exempt": 3, "not_rated": 6, "rated": 10}, ["rated-exceed-all E3"]),
        ({"all": 15, "exempt": 16}, ["rated-exceed-all C3"]),
        ({"all": 15, "not_rated": 16}, ["rated-exceed-all C3"]),
        ({"all": 15, "exempt": 8, "not_rated": 8}, ["rated-exceed-all C3"]),
        # eligible = not rated + rated
        ({"eligible": 12, "rated": 10}, []),
        ({"eligible": 9, "rated": 10}, ["rated-exceed-eligible C3"]),
        ({"eligible": 15, "not_rated": 5}, []),
        ({"eligible": 15, "not_rated": 4}, ["remainder B3"]),
        ({"eligible": 15, "not_rated": 6}, ["parts-against-total B3"]),
        ({"eligible": 15, "not_rated": 5, "rated": 10}, []),
        ({"eligible": 15, "not_rated": 4, "rated": 10}, ["bases-remainder B3"]),
        ({"eligible": 15, "not_rated": 6, "rated": 10}, ["rated-exceed-eligible D3"]),
        ({"eligible": 15, "not_rated": 16}, ["rated-exceed-eligible C3"]),
        # all = exempt + eligible
        ({"all": 12, "eligible": 10}, []),
        ({"all": 9, "eligible": 10}, ["eligible-against-all C3"]),
        ({"all": 13, "exempt": 3, "eligible": 10}, []),
        ({"all": 13, "exempt": 4, "eligible": 10}, ["eligible-against-all D3"]),
        ({"all": 13, "exempt": 2, "eligible": 10}, ["eligible-against-all D3"]),
        # all of them
        ({"all": 18, "exempt": 3, "eligible": 15, "not_rated": 5, "rated": 10}, []),
        ({"all": 18, "exempt": 3, "eligible": 15, "not_rated": 4, "rated": 10}, ["bases-remainder B3"]),
        (
            {"all": 18, "exempt": 3, "eligible": 14, "not_rated": 5, "rated": 10},
            ["rated-exceed-eligible F3", "eligible-against-all D3"],
        ),
    ],
)
def test_the_parts_of_a_row_add_up(book: Book, stated: dict[str, int], expected: list[str]) -> None:
    """Whichever bases a table states, those that do not fit are told at the cell of the base."""
    head = ["Đơn vị", *(COLUMNS[name] for name in COLUMNS if name in stated), *LEVELS]
    row = ["Xã A", *(stated[name] for name in COLUMNS if name in stated), 2, 6, 1, 1]
    found = told(cellstats.summarize(book({"S": [TITLE, head, row]})).findings)
    assert [each.replace("S!", "") for each in found] == expected
