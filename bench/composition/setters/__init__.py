"""What runs inside the process of an engine that is a library: ``SOURCE OUT.pdf`` as arguments.

A module for each, so that no process loads more than its engine needs.
"""
