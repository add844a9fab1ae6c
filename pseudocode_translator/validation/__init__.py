"""What is wrong, or doubtful, in a resolved program."""
