"""The article check: what a manuscript quotes, signs, counts and words, held against the study."""
