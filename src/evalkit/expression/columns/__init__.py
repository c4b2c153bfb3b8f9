"""The columns back end: nodes compiled into one flat program that runs over blocks of units in float64."""
