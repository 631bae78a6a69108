"""What was entered: the draft and its parts."""
