"""The `gongzhi` command line, as `python -m gongzhi`."""

from gongzhi.cli import main

main()
