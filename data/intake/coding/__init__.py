"""From job titles to occupations, offline: words, index of known titles, evidence, hints, confidence."""
