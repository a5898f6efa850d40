"""Times and flows that figures take from outside their sentence: the text around it, or the day of publication."""
