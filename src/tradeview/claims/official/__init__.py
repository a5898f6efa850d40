"""Official figures beside the claims of one article: what a trade table says of each, and the verdict on it.

`printed_claims` is a claim as a row of `read_claims` prints it, `figures` what the table has of a flow in some months,
`members` what it has of a group that it has no rows of, `computing` what follows from it for a claim of each kind,
`other_readings` what else the text may mean by a claim, `corrections` the one change that would mend it, and `judging`
holds both against each other. `cannot_tell` is how each of them says what is missing.
"""
