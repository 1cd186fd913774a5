"""The words of each language by which its articles credit somebody, a file for each."""
