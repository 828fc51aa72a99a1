"""What a figure is: each kind says how it is read, checked, printed, read back, described and written again."""
