"""Job histories to transitions: who went from which occupation to which, at the size of a national study.

`read_histories` reads one row per person and job from Parquet or delimited text, of any size, and gives
`Histories`: how many people moved from each occupation to each other one.

What counts
    The jobs of a person are put in order of their first day. A *move* is the step from one job to the next in
    that order when the two have different detailed occupations and the next begins at most `months` calendar
    months after the last day of the one before (the same day of the month, or the month's last day).
Overlapping jobs: the later start wins
    A job that begins while another runs takes its place there and then: the gap between the two is none.
    A job that runs on beyond a later one (a side job inside a long job) is not taken up again.
Jobs that begin on the same day
    Only one of them counts, the one that ends last (a current job ends after all others); of those that end
    on the same day too, the one with the lowest occupation code. The others stand beside it.
Education
    A person who has a bachelor's degree or more in any row is left out with all rows. People whose education
    is nowhere stated are kept, as in a file without that column, unless asked otherwise; both are counted.
Rows set aside
    A row without a person, without a known occupation or with unusable dates is as if it were not there.
"""

from data.intake.histories.counts import Histories, HistoryCounts, Withheld
from data.intake.histories.reading import distinct_titles, read_histories

__all__ = ["Histories", "HistoryCounts", "Withheld", "distinct_titles", "read_histories"]
