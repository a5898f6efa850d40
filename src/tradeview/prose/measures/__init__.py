"""Numbers of a text that are no money: growth and shares in percent, multiples, ranks, what is weighed or counted."""
