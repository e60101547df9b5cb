"""The command line: every act and report of the screens, for scripts and for people who like them."""
