"""What each command does to a draft; one function a command."""
