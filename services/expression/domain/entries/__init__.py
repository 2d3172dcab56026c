"""What others entered on a resident's behalf (信息收集下移)."""
