"""Engines that answer from the files of a lake. Nothing else knows one."""
