"""Money: rates, deflators, and conversion at what somebody named."""
