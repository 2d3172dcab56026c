"""Sheets as communities hand them in, made for a test."""

import csv
from datetime import datetime

from openpyxl import Workbook

from gongzhi.sheets import KINDS, Sheet

VISITS = ("居民编号", "空间编号", "到访时间")
A_VISIT = ("r-1", "s-1", datetime(2019, 5, 6, 9, 30))  # noqa: DTZ001 - as a workbook holds it


def a_workbook(file, *rows, change=lambda _sheet: None):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    change(workbook.active)
    workbook.save(file)
    return file


def a_text(file, *rows, encoding="utf-8"):
    with file.open("w", encoding=encoding, newline="") as opened:
        csv.writer(opened).writerows(rows)
    return file


def lines_of(file, kind="visits", **how):
    return list(Sheet(file, KINDS[kind], **how).read()[1])


def broken(file, kind="visits"):
    """Give row, field and rule of every fault."""
    return [
        (line.number, fault.field, fault.rule)
        for line in lines_of(file, kind)
        for fault in line.faults
    ]
