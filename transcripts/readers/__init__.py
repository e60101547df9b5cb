"""One file per format that transcripts come in."""
