"""The likeliest explanations of what contradicts: which claims were mistaken, how, and how sure that is.

Statistical offices locate errors by the least weighted set of changes with which all rules hold (Fellegi and Holt,
1976). So does this room, with evidence: `mistakes` is the catalogue of changes, `assumptions` the table of what each
costs and of every other number, with unit and source, `neighbourhood` finds the claims and tests around a
contradiction, `unknowns` says which amounts and rates claims are about, `fitting` what the other claims would have a
claim say, `search` finds sets of changes with which every test holds, `weighing` makes probabilities of costs and
evidence, and `explanations` is the table that a reader gets, `wording` its sentences.
"""
