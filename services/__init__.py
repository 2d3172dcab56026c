"""The four services of Gongzhi, one for each system of the source; none imports another."""
