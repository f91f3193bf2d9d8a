import pytest

import cellstats
from tests.conftest import LEVELS, Book, Cell, Rows, counts, scale, told

N = None
TITLE: list[Cell] = ["DANH SÁCH XẾP LOẠI ĐẢNG VIÊN NĂM 2021"]
PROPOSED, OFFICIAL = ["HTXSNV", "HTTNV", "HTTNV"], ["HTTNV", "HTTNV", "HTNV"]


def roster(heads: Rows, *columns: list[str]) -> list[list[Cell]]:
    """Return a list of three members with a rating in each column."""
    return [
        TITLE,
        *([*cells] for cells in heads),
        *([at, "N V", *cells] for at, cells in enumerate(zip(*columns, strict=True), 1)),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        [["STT", "Họ và tên", "Chi bộ đề xuất", "Mức xếp loại chính thức"]],
        [["STT", "Họ và tên", "Tự xếp loại", "Xếp loại"]],
        [["STT", "Họ và tên", "Kết quả xếp loại", N], [N, N, "Cá nhân tự xếp loại", "Đảng ủy quyết định"]],
        [["STT", "Họ và tên", "Chi bộ đề nghị xếp loại", "Cấp ủy quyết định"]],
    ],
)
def test_the_official_rating_counts(book: Book, heads: Rows) -> None:
    """Of a proposed and an official rating side by side the official one counts; rows that differ are told."""
    summary = cellstats.summarize(book({"DS": roster(heads, PROPOSED, OFFICIAL)}))
    assert counts(summary) == {"members rating 2021": scale(0, 2, 1, 0)}
    assert told(summary.findings) == [f"proposal-differs DS!C{len(heads) + 2}"]
    assert summary.findings[0].values == {"count": 2}


def test_the_official_rating_counts_on_either_side(book: Book) -> None:
    """The order of the columns does not matter."""
    heads: Rows = [["STT", "Họ và tên", "Mức xếp loại chính thức", "Tự xếp loại"]]
    summary = cellstats.summarize(book({"DS": roster(heads, OFFICIAL, PROPOSED)}))
    assert counts(summary) == {"members rating 2021": scale(0, 2, 1, 0)}
    assert told(summary.findings) == ["proposal-differs DS!D3"]


def test_three_stages(book: Book) -> None:
    """Several proposals are each compared with the official rating."""
    heads: Rows = [["STT", "Họ và tên", "Tự xếp loại", "Chi bộ đề xuất", "Đảng ủy công nhận"]]
    summary = cellstats.summarize(book({"DS": roster(heads, PROPOSED, OFFICIAL, OFFICIAL)}))
    assert counts(summary) == {"members rating 2021": scale(0, 2, 1, 0)}
    assert told(summary.findings) == ["proposal-differs DS!C3"]


def test_proposals_alone(book: Book) -> None:
    """Where there are only proposals the last counts, and it is told that they are proposals."""
    heads: Rows = [["STT", "Họ và tên", "Tự xếp loại", "Chi bộ đề xuất"]]
    summary = cellstats.summarize(book({"DS": roster(heads, PROPOSED, OFFICIAL)}))
    assert counts(summary) == {"members rating 2021": scale(0, 2, 1, 0)}
    assert told(summary.findings) == ["proposed-only DS!D2", "proposal-differs DS!C3"]


def test_a_blank_proposal_differs_from_none(book: Book) -> None:
    """Nobody proposed anything where the cell is blank."""
    heads: Rows = [["STT", "Họ và tên", "Tự xếp loại", "Xếp loại"]]
    summary = cellstats.summarize(book({"DS": roster(heads, ["", "HTTNV", ""], OFFICIAL)}))
    assert [each for each in told(summary.findings) if each.startswith("proposal")] == []


def test_ticks_of_two_stages(book: Book) -> None:
    """Proposals may be ticked beside ticks of the decision; who decides is not who is rated."""
    heads: Rows = [
        ["STT", "Họ và tên", "Tự xếp loại", N, N, N, "Cấp ủy quyết định", N, N, N],
        [N, N, *LEVELS, *LEVELS],
    ]
    rows: Rows = [[1, "N A", "x", N, N, N, N, "x"], [2, "N B", N, "x", N, N, N, "x"]]
    summary = cellstats.summarize(book({"DS": [TITLE, *heads, *rows]}))
    assert counts(summary) == {"members rating 2021": scale(0, 2, 0, 0)}
    assert told(summary.findings) == ["proposal-differs DS!C4"]


def test_counts_of_two_stages(book: Book) -> None:
    """Units may report how many were proposed beside how many were decided; the proposals are never added."""
    heads: Rows = [["Đơn vị", "Chi bộ đề xuất", N, N, N, "Đảng ủy quyết định", N, N, N], [N, *LEVELS, *LEVELS]]
    rows: Rows = [["Xã A", 5, 5, 0, 0, 2, 8, 0, 0], ["Xã B", 1, 9, 0, 0, 1, 9, 0, 0]]
    title: list[Cell] = ["KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2021"]
    summary = cellstats.summarize(book({"B": [title, *heads, *rows]}))
    assert counts(summary) == {"members rating 2021": scale(3, 17, 0, 0)}
    assert told(summary.findings) == ["proposal-differs B!B4"]
    assert summary.findings[0].values == {"count": 1}


def test_two_official_ratings(book: Book) -> None:
    """A second official rating of the same is an error, and the first counts."""
    heads: Rows = [["STT", "Họ và tên", "Đảng ủy quyết định", "Mức xếp loại chính thức"]]
    summary = cellstats.summarize(book({"DS": roster(heads, OFFICIAL, PROPOSED)}))
    assert counts(summary) == {"members rating 2021": scale(0, 2, 1, 0)}
    assert told(summary.findings) == ["measure-twice DS!D2"]
