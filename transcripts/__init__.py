"""What was said: transcripts, their turns and where they came from."""
