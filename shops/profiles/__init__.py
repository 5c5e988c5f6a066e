"""What a shop says of itself: story, contacts, pictures. It changes at once; what was approved does not."""
