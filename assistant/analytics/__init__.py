"""Numbers from counts and rows, each with how sure it is. No I/O, no clock, no model.

intervals           Estimate, Wilson interval, mean with Student's t
comparison          two shares, two means, families of tests, verdicts
clustered           a mean whose records come in groups that are alike
nps  likert         the scores themselves: NPS, CSAT and CES
near_duplicates     copies of texts; placeholders: texts of nobody
priority  pareto    which theme first, and which few themes make most of it
movement            new, rising, persistent, falling
theme_sets          the rows that drivers and mapping read
drivers  what_if    what moves the score; the score without a theme
mapping             themes seen as SERVQUAL dimensions or journey stages
satisfaction_curve  loyalty over satisfaction and its flat middle
health              product grades
daily               series by day, on one calendar
baseline  surges    what to expect of a day, and what is beyond it
backtest            a surge rule replayed over the past
early_warning       where to look before there is an alert
experiments  power  before and after, A against B; how much data that needs
homogeneity         whether several groups have one share or mean
variants            a test with three sides or more
rfm  lifecycle      customers by what they buy
churn               customers by what they say: who may leave
distributions       tails and quantiles, by scipy.special

Shares are 0…1; NPS is in points, -100…100. Empty input gives the value None and n = 0.
"""
