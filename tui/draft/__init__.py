"""What was answered: the draft and its parts."""
