"""What it means: codes, codebooks, codings and memos."""
