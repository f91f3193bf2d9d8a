"""The programs that the jobs are held against."""

LIBRARIES = "import click, tabulate, yaml, python_calamine"
BARE_LOOP = """
import sys
from collections import Counter
from python_calamine import CalamineWorkbook
for path in sys.argv[1:]:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    print(Counter(row[-1] for row in sheet.iter_rows()))
"""
FRAME = """
import sys, pandas
print(pandas.read_excel(sys.argv[1], header=None, engine={engine!r}).iloc[:, -1].value_counts())
"""
TEXT = """
import sys, pandas
print(pandas.read_csv(sys.argv[1], dtype=str).iloc[:, -1].value_counts())
"""
COLUMN = """
import sys, fastexcel
sheet = fastexcel.read_excel(sys.argv[1]).load_sheet(0, header_row=2, use_columns=[9])
print(sheet.to_arrow().column(0).value_counts())
"""
CSVKIT = '(in2csv "$1" | csvcut -c 10 | csvstat --freq) 2>/dev/null'
WRITTEN = """
import io, sys, xlsxwriter
with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
    sheet, shown = book.add_worksheet(), book.add_format({"num_format": "0.00%"})
    for row in range(int(sys.argv[1])):
        for column in range(8):
            sheet.write_string(row, column, f"Đơn vị số {row}" if column == 3 else "2021", shown)
        for column in range(8, 27):
            sheet.write_number(row, column, row / 7, shown)
"""
"""As many cells as a workbook holds of each unit: 27."""
