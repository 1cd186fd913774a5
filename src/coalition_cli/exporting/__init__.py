"""Public claims → files of other tools. A format is a module: terms, and a loop over records."""
