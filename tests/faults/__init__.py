"""What goes wrong in and around worker processes; real processes, real signals."""
