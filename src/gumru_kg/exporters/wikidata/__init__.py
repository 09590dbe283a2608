"""What of a graph can go to Wikidata, what cannot and why, and what is there."""
