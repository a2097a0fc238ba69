"""Owner rosters: from a file that nobody vouches for to rows that say what they know. Pure.

gate      what is this file, and is it safe to open
sheets    XLSX and CSV to rows of text
cells     text to areas, numbers, addresses
headers   what a column's heading means
detect    which columns a sheet has; asks where it does not know
owners    the names, numbers and telephones in a cell
reading   rows to units with findings; the figures of a roster
words     findings, questions and reasons in plain words
"""
