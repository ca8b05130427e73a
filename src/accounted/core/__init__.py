"""The nouns that every room speaks: takes nothing from the rooms, gives frozen types and the ids that name them."""
