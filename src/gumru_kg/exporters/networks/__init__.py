"""People, parties, treaties, events and places as a network."""
