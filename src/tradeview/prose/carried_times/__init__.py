"""Times that figures take from outside their sentence: from the text around it, or from the day of publication."""
