"""The likeliest explanations of what contradicts: which claims were mistaken, how, and how sure that is.

Statistical offices locate errors by the least weighted set of changes with which all rules hold (Fellegi and Holt,
1976). So does this room, with evidence: `mistakes` is the catalogue of changes with the cost of each, `neighbourhood`
finds the claims and tests around a contradiction, `fitting` says what the other claims would have a claim say,
`search` finds sets of changes with which every test holds, `weighing` makes probabilities of costs and evidence, and
`explanations` is the table that a reader gets.
"""
