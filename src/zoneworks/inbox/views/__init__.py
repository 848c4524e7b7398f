"""Pages of messages, of how one hears of things, and of feeds."""
