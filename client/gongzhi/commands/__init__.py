"""The commands of `gongzhi`, one file each."""
