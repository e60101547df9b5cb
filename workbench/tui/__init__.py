"""The screens: the study in the terminal, with both hands on the keys."""
